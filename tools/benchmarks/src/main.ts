// What respool costs, as ratios within this run: absolute times say more about the machine than about the code. With a name, only that.
import { coldImport } from './cold-import.ts'
import { largeFormat, realFormats } from './formats.ts'
import { largeRequest } from './large-request.ts'
import { memory } from './memory.ts'
import { openaiSize } from './openai-size.ts'
import { openaiTypes } from './openai-types.ts'
import { chatChunkValidation, deltaValidation } from './openai-validation.ts'
import { pythonRecordings } from './python-recordings.ts'
import { printGroup } from './replay/print.ts'
import { replay } from './replay/replay.ts'
import type { Figure, Table } from './table.ts'

const tables: { readonly [name: string]: () => Table | undefined | Promise<Table | undefined> } = {
  'cold-import': coldImport,
  'large-request': largeRequest,
  'real-formats': realFormats,
  'large-format': largeFormat,
  'chat-chunk': chatChunkValidation,
  delta: deltaValidation,
  'openai-types': openaiTypes,
}
const figures: { readonly [name: string]: () => Figure | Promise<Figure> } = {
  memory,
  'openai-size': openaiSize,
  'python-recordings': pythonRecordings,
}
const names = [...Object.keys(tables), ...Object.keys(figures), 'replay']

const [wanted] = process.argv.slice(2)
if (wanted !== undefined && !names.includes(wanted)) throw new Error(`There is no benchmark ${wanted}. There are: ${names.join(', ')}.`)
const asked = (name: string) => wanted === undefined || wanted === name

for (const [name, cell] of Object.entries(tables)) {
  const table = asked(name) ? await cell() : undefined
  if (table === undefined) continue
  console.log(`\n${table.title}`)
  for (const { name: each, milliseconds, ratio } of table.rows) {
    console.log(`  ${each.padEnd(56)} ${milliseconds.toFixed(3).padStart(9)} ms  ${ratio}`)
  }
}
for (const [name, cell] of Object.entries(figures)) {
  if (!asked(name)) continue
  const { title, lines } = await cell()
  console.log([`\n${title}`, ...lines.map((line) => `  ${line}`)].join('\n'))
}
if (asked('replay')) for await (const group of replay()) printGroup(group)
