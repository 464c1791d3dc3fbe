import { rm } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { RespoolError, goVcr, type Cassette, type Interaction } from '@respool/core'
import { fileStore } from '@respool/core/node'
import type { LoadedCassette } from './load.ts'

/** A cassette that can be written again: one file, of go-vcr's format. */
export type Source = NonNullable<LoadedCassette['source']>

/** Undefined where the format is only read, or the cassette is a folder. */
export function writable({ format, source }: LoadedCassette): Source | undefined {
  return format === goVcr.name ? source : undefined
}

/**
 * Writes a cassette with other interactions: whole or not at all, and not over what somebody else has written since it was read. Those that are the same objects keep
 * their text byte for byte. Without any there is no file, as a recorder would have written none.
 *
 * @throws RespoolError `cassette-changed`, `store-failed`, `invalid-cassette`
 */
export async function save({ path, content, cassette }: Source, interactions: readonly Interaction[]): Promise<void> {
  if (interactions.length === 0) return remove(path, content)
  const changed: Cassette = { ...cassette, interactions }
  await fileStore(dirname(path)).write(basename(path), goVcr.stringify!(changed), { expected: content })
}

/**
 * Removes the file of a cassette, if it still is what was read.
 *
 * @throws RespoolError `cassette-changed`, `store-failed`
 */
export async function remove(path: string, content: Uint8Array): Promise<void> {
  const now = await fileStore(dirname(path)).read(basename(path))
  if (now && Buffer.compare(now, content) === 0) return rm(path)
  const message = `${path} was changed while it was being read, and was left as it is: try again.`
  throw new RespoolError('cassette-changed', message, { cassette: path })
}
