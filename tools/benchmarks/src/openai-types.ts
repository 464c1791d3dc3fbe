import { spawnSync } from 'node:child_process'
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { median, row, type Table } from './table.ts'

const runs = 11
const files = {
  'an empty file': 'export {}\n',
  'all types of @respool/openai': [
    "import type { ChunkOf, ErrorBody, EventOf, EventType, OperationKey, RequestOf, ResponseOf } from '@respool/openai'",
    'type All = { [Key in OperationKey]: [request: RequestOf<Key>, response: ResponseOf<Key>, chunk: ChunkOf<Key>] }',
    'type Events = { [Type in EventType]: EventOf<Type> }',
    "export const hi = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] } satisfies RequestOf<'POST /chat/completions'>",
    'export const textOf = (all: All[OperationKey][2], event: Events[EventType], error: ErrorBody) => [all, event.type, error.error.message]',
  ].join('\n'),
}

/** What the types cost a user's compiler (TypeScript 7, strict), declarations as they are published. */
export function openaiTypes(): Table {
  const folder = join(import.meta.dirname, '../.cache/types')
  mkdirSync(folder, { recursive: true })
  const times = new Map(Object.keys(files).map((name) => [name, [] as number[]]))
  for (let run = 0; run <= runs; run++) {
    for (const [name, code] of Object.entries(files)) {
      const time = compile(folder, code)
      if (run > 0) times.get(name)!.push(time)
    }
  }
  rmSync(folder, { recursive: true })
  const floor = median(times.get('an empty file')!)
  return {
    title: `Type check by TypeScript 7, median of ${runs} processes each`,
    rows: [...times].map(([name, all]) => row(name, median(all), floor)),
  }
}

function compile(folder: string, code: string): number {
  const compilerOptions = {
    strict: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    noEmit: true,
    skipLibCheck: true,
  }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['user.mts'] }))
  writeFileSync(join(folder, 'user.mts'), code)
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace(/package\.json$/, 'bin/tsc')
  const before = performance.now()
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`The types do not compile: ${stdout}`)
  return performance.now() - before
}
