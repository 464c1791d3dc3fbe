// What this folder's tests need of processes that have died.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

import { bodyBytes } from '../../model/body.ts'
import type { Combine } from '../../model/store.ts'
import { decodeUtf8 } from '../../model/body.ts'

/** Beyond the highest process id that there is on Linux, and everywhere else. */
export const dead = '4194999-7-00c0ffee'
export const alsoDead = '4194998-7-0badcafe'

/** Makes files below a folder; a text is a file, and `/` at the end of a name a folder. */
export function make(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name)
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true })
    if (!name.endsWith('/')) writeFileSync(path, text)
  }
}

/** The names of all files and folders below a folder, sorted. */
export function namesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).replaceAll('\\', '/'))
    .sort()
}

/** A line for each record, behind what is there. */
export const combineLines: Combine = (cassette, journals) =>
  bodyBytes(
    textOf(cassette) +
      journals
        .flat()
        .map((record) => `${textOf(record)}\n`)
        .join(''),
  )

export function textOf(bytes: Uint8Array | undefined): string {
  return bytes ? decodeUtf8(bytes)! : ''
}
