import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

export interface EntryPoint {
  readonly packageName: string
  /** What the package says of itself. */
  readonly description: string
  /** As a user imports it: `@respool/core/node`. */
  readonly name: string
  /** The path of its source. */
  readonly file: string
}

interface Manifest {
  readonly name: string
  readonly description: string
  readonly private?: boolean
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, string>>>>
}

/** What each published package exports, wherever there is a source of it: nobody has to name a new package here. */
export function entryPoints(root: string): EntryPoint[] {
  const manifests = globSync('packages/*/package.json', { cwd: root }).toSorted()
  return manifests.flatMap((manifest) => {
    const { name, description, private: unpublished, exports = {} } = JSON.parse(readFileSync(join(root, manifest), 'utf8')) as Manifest
    if (unpublished) return []
    return Object.entries(exports).flatMap(([path, target]) => {
      const source = typeof target === 'string' ? undefined : target['@respool/source']
      if (source === undefined) return []
      return [{ packageName: name, description, name: path.replace('.', name), file: join(root, dirname(manifest), source) }]
    })
  })
}
