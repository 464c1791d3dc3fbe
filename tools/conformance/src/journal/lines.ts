import { expect } from 'vitest'

import type { CassetteStore, Combine, Journal, JournalStore } from '@respool/core'

import { utf8 } from '../bytes.ts'

/** A cassette for these tests: what was there, then each record on a line of its own. */
export const combineLines: Combine = (cassette, journals) =>
  utf8(
    textOf(cassette) +
      journals
        .flat()
        .map((record) => `${textOf(record)}\n`)
        .join(''),
  )

export function journalsOf({ journals }: CassetteStore): JournalStore {
  if (!journals) throw new Error('This store keeps no journals, so it does not run this suite.')
  return journals
}

export async function openLines(store: CassetteStore, name = 'a.yaml', combine = combineLines): Promise<Journal> {
  return journalsOf(store).open(name, { combine })
}

export function appendAll(journal: Journal, ...texts: string[]): void {
  for (const text of texts) journal.append(utf8(text))
}

export async function linesIn(store: CassetteStore, name = 'a.yaml'): Promise<string[] | undefined> {
  const bytes = await store.read(name)
  return bytes && textOf(bytes).split('\n').slice(0, -1)
}

export async function expectNothingStands(store: CassetteStore, name = 'a.yaml'): Promise<void> {
  expect(await journalsOf(store).peek(name)).toEqual({ recording: 0, abandoned: 0, sealed: 0 })
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes)
}
