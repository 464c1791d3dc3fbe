// What respool costs, as ratios within this run: absolute times say more about the machine than about the code.
import { coldImport } from './cold-import.ts'
import { largeFormat, realFormats } from './formats.ts'
import { largeRequest } from './large-request.ts'
import { memory } from './memory.ts'
import { openaiSize } from './openai-size.ts'
import { openaiTypes } from './openai-types.ts'
import { chatChunkValidation, deltaValidation } from './openai-validation.ts'
import { pythonRecordings } from './python-recordings.ts'

for (const cell of [coldImport, largeRequest, realFormats, largeFormat, chatChunkValidation, deltaValidation, openaiTypes]) {
  const table = await cell()
  if (table === undefined) continue
  console.log(`\n${table.title}`)
  for (const { name, milliseconds, ratio } of table.rows) {
    console.log(`  ${name.padEnd(56)} ${milliseconds.toFixed(3).padStart(9)} ms  ${ratio}`)
  }
}
for (const { title, lines } of [memory(), await openaiSize(), pythonRecordings()]) {
  console.log([`\n${title}`, ...lines.map((line) => `  ${line}`)].join('\n'))
}
