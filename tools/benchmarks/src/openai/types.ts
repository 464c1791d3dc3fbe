import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { Contestant } from '../frame/group.ts'

export const sources = {
  'an empty file': 'export {}\n',
  'all types of @respool/openai': [
    "import type { ChunkOf, ErrorBody, EventOf, EventType, OperationKey, RequestOf, ResponseOf } from '@respool/openai'",
    'type All = { [Key in OperationKey]: [request: RequestOf<Key>, response: ResponseOf<Key>, chunk: ChunkOf<Key>] }',
    'type Events = { [Type in EventType]: EventOf<Type> }',
    "export const hi = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] } satisfies RequestOf<'POST /chat/completions'>",
    'export const textOf = (all: All[OperationKey][2], event: Events[EventType], error: ErrorBody) => [all, event.type, error.error.message]',
  ].join('\n'),
}

const compilerOptions = {
  strict: true,
  module: 'nodenext',
  target: 'es2022',
  lib: ['es2022', 'dom'],
  types: [],
  noEmit: true,
  skipLibCheck: true,
}

/** What the types cost a user's compiler (strict), declarations as they are published. */
export function compilation(name: string, within: string): Contestant {
  const folder = join(within, name.replace(/\W/g, ''))
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['user.mts'] }))
  writeFileSync(join(folder, 'user.mts'), sources[name as keyof typeof sources])
  const compiler = createRequire(import.meta.url)
    .resolve('typescript/package.json')
    .replace(/package\.json$/, 'bin/tsc')
  const sample = async () => {
    const start = performance.now()
    const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', folder], { encoding: 'utf8', timeout: 120_000 })
    if (status !== 0) throw new Error(`The types do not compile: ${stdout}`)
    return { figures: { wall: performance.now() - start } }
  }
  return { name, kind: name === 'an empty file' ? 'floor' : 'respool', start: async () => ({ sample }) }
}
