import { tempFolder } from '@respool/testkit'
import { proofs } from './proofs/index.ts'
import type { Finding } from './proof.ts'
import { preparePython } from './python/environment.ts'
import { pythonProofs } from './python/index.ts'
import { formatTable, isProven, type Section } from './table.ts'
import { prepareLibraries } from './toolchain.ts'

const sections: Section[] = []
await using folder = await tempFolder()

const libraries = await prepareLibraries()
if ('skipped' in libraries) console.log(`interop with Go: skipped, ${libraries.skipped}`)
else for (const { name, prove } of proofs) sections.push({ name, findings: await prove({ libraries, folder }).catch(brokenProof) })

const python = await preparePython()
if ('skipped' in python) console.log(`interop with Python: skipped, ${python.skipped}`)
else {
  // Not searched for secrets: vcrpy keeps whatever it sees.
  await using all = await tempFolder({ searched: false })
  for (const { name, prove } of pythonProofs) sections.push({ name, findings: await prove({ python, folder: all }).catch(brokenProof) })
}

if (sections.length > 0) console.log(formatTable(sections))
if (!isProven(sections)) process.exitCode = 1

/** The other proofs still count. */
function brokenProof(error: unknown): Finding[] {
  return [{ what: 'the proof came to its end', of: 1, failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }]
}
