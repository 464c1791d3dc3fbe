import { hash } from 'node:crypto'
import { stringifyCassette, type Cassette, type CassetteStore } from '@respool/core'
import type { ImportedCassette, SourceFormat } from './report.ts'

const unsigned = '0'.repeat(64)

/**
 * Writes a cassette, unless it is there already. In it stands a digest of its own text: by that a later import knows what it may replace, and what somebody
 * has changed or recorded since.
 */
export async function writeImported(
  store: CassetteStore,
  name: string,
  cassette: Cassette,
  format: SourceFormat,
): Promise<ImportedCassette['outcome']> {
  const text = stringifyCassette({ ...cassette, extra: { ...cassette.extra, imported_from: format, imported_sha256: unsigned } })
  const bytes = new TextEncoder().encode(text.replace(unsigned, digestOf(text)))
  const current = await store.read(name)
  if (current && Buffer.compare(current, bytes) === 0) return 'unchanged'
  if (current && !isImported(new TextDecoder().decode(current))) return 'not ours'
  await store.write(name, bytes, { expected: current ?? null })
  return 'written'
}

function isImported(text: string): boolean {
  const digest = /^imported_sha256: "?([0-9a-f]{64})"?\s*$/m.exec(text)?.[1]
  return digest !== undefined && digestOf(text.replace(digest, unsigned)) === digest
}

function digestOf(text: string): string {
  return hash('sha256', text)
}
