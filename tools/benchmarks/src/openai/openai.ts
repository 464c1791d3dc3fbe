import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Group, Settings } from '../frame/group.ts'
import { nodeProgram, oneShot } from '../frame/program.ts'
import { sizes } from './size.ts'
import { compilation, sources } from './types.ts'
import { candidates, subjects } from './validation.ts'

/** `@respool/openai`: what a check costs, what the types cost a compiler, what the schemas weigh. */
export async function* openai({ quick, peers }: Settings): AsyncGenerator<Group> {
  const cell = new URL('validation-cell.ts', import.meta.url)
  for (const [subject, { title }] of Object.entries(subjects)) {
    yield {
      id: `openai/${subject}`,
      title: `${title}, held against the specification`,
      contestants: Object.entries(candidates)
        .filter(([, { kind }]) => peers || kind !== 'peer')
        .map(([name, { kind }]) => oneShot(name, kind, nodeProgram(cell, [subject, name, quick ? '1' : '9']))),
      columns: ['cpu', 'wall'],
      rounds: quick ? 1 : 3,
    }
  }

  // Of what is built, which a quick run does not ask for.
  if (quick) return
  const folder = join(import.meta.dirname, '../../.cache/types')
  mkdirSync(folder, { recursive: true })
  try {
    yield {
      id: 'openai/types',
      title: 'a type check by TypeScript 7',
      contestants: Object.keys(sources).map((name) => compilation(name, folder)),
      columns: ['wall'],
      rounds: 7,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }

  yield { id: 'openai/size', title: 'bundled by esbuild, minified', contestants: sizes, columns: ['gzip', 'size'], rounds: 1 }
}
