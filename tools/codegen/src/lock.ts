import { operationsOf, rootNames, closure, type Snapshot } from './snapshot.ts'
import { closures } from './operations.config.ts'
import { sha256 } from './read-spec.ts'
import { stableText } from './schema.ts'

/** From which spec, and by which generator, what is committed was made. */
export interface Lock {
  readonly repository: string
  readonly path: string
  readonly commit: string
  /** Of the commit: `2026-08-21`. */
  readonly date: string
  /** Of the whole file. */
  readonly spec: { readonly sha256: string; readonly bytes: number; readonly openapi: string; readonly version: string }
  readonly snapshot: { readonly sha256: string; readonly closures: { readonly [name: string]: string } }
  /** Of the sources of tools/codegen and the versions of what it uses. */
  readonly generator: string
  /** Of all the rest, so that a change by hand is noticed. */
  readonly lock: string
}

/** Digests of what each of the {@link closures} uses. */
export function closureDigests(snapshot: Snapshot): { [name: string]: string } {
  const operations = operationsOf(snapshot)
  return Object.fromEntries(
    Object.entries(closures).map(([name, key]) => [
      name,
      sha256(stableText(closure(snapshot.$defs, rootNames({ [key]: operations[key]! })))),
    ]),
  )
}

export function lockText(content: Omit<Lock, 'lock'>): string {
  const { repository, path, commit, date, spec, snapshot, generator } = content
  const ordered = { repository, path, commit, date, spec, snapshot, generator }
  return `${JSON.stringify({ ...ordered, lock: sha256(stableText(ordered)) }, null, 2)}\n`
}
