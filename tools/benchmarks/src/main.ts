// What respool costs, as ratios within this run: absolute times say more about the machine than about the code.
import { coldImport } from './cold-import.ts'
import { largeRequest } from './large-request.ts'

for (const cell of [coldImport, largeRequest]) {
  const { title, rows } = await cell()
  console.log(`\n${title}`)
  for (const { name, milliseconds, ratio } of rows) {
    console.log(`  ${name.padEnd(56)} ${milliseconds.toFixed(3).padStart(9)} ms  ${ratio}`)
  }
}
