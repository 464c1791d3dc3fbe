import * as undici6 from 'undici-6'
import * as undici7 from 'undici-7'
import type * as Undici8 from 'undici-8'

export type Undici = typeof Undici8

/** The newest of each major, where it runs. */
export const undicis: { readonly [name: string]: Undici } = {
  'undici 6': undici6 as unknown as Undici,
  'undici 7': undici7 as unknown as Undici,
  ...(runs8() && { 'undici 8': await import('undici-8') }),
}

function runs8(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  const runs = major > 22 || (major === 22 && minor >= 19)
  if (!runs) console.log(`skipped: undici 8 needs Node 22.19, and this is ${process.versions.node}`)
  return runs
}
