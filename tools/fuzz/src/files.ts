import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const own = at('../../../packages/core/src/formats/go-vcr/__fixtures__')
const corpus = at('../../../../shared/corpus/go-vcr')

/** Cassettes to damage: our own, and other projects' where they are beside this clone. */
export function cassettes(): Uint8Array[] {
  return [own, corpus].filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => new Uint8Array(readFileSync(join(folder, name)))),
  )
}
