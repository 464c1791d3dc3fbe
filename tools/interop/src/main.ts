import { tempFolder } from '@respool/testkit'
import { proofs } from './proofs/index.ts'
import { formatTable, isProven, type Section } from './table.ts'
import { prepareLibraries } from './toolchain.ts'

const libraries = await prepareLibraries()
if ('skipped' in libraries) {
  console.log(`interop: skipped, ${libraries.skipped}`)
} else {
  await using folder = await tempFolder()
  const sections: Section[] = []
  for (const { name, prove } of proofs) sections.push({ name, findings: await prove({ libraries, folder }) })
  console.log(formatTable(sections))
  if (!isProven(sections)) process.exitCode = 1
}
