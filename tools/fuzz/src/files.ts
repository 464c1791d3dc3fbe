import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))
const folders = [
  '../../../packages/core/src/formats/go-vcr/__fixtures__',
  '../../../packages/fetch/src/__fixtures__',
  '../../../examples/demo/__fixtures__',
  '../../../../shared/corpus/go-vcr',
].map(at)

/** Cassettes to damage: our own, and other projects' where they are beside this clone. */
export function cassettes(): Uint8Array[] {
  return folders.filter(existsSync).flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.yaml'))
      .sort()
      .map((name) => new Uint8Array(readFileSync(join(folder, name)))),
  )
}
