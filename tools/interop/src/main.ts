import { tempFolder } from '@respool/testkit'
import { proofs } from './proofs/index.ts'
import type { Finding } from './proof.ts'
import { formatTable, isProven, type Section } from './table.ts'
import { prepareLibraries } from './toolchain.ts'

const libraries = await prepareLibraries()
if ('skipped' in libraries) {
  console.log(`interop: skipped, ${libraries.skipped}`)
} else {
  await using folder = await tempFolder()
  const sections: Section[] = []
  for (const { name, prove } of proofs) sections.push({ name, findings: await prove({ libraries, folder }).catch(brokenProof) })
  console.log(formatTable(sections))
  if (!isProven(sections)) process.exitCode = 1
}

/** The other proofs still count. */
function brokenProof(error: unknown): Finding[] {
  return [{ what: 'the proof came to its end', of: 1, failures: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }]
}
