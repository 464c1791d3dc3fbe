import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Ask } from '../clients.ts'
import type { Setting } from '../contestant.ts'
import { path } from '../exchanges.ts'

/** For peers that record by themselves: everything is asked of the loopback server once. */
export function recordedFolder() {
  return {
    path: mkdtempSync(join(tmpdir(), 'respool-bench-')),
    async record({ exchanges, origin, whole, live }: Setting, ask: Ask): Promise<void> {
      live(true)
      for (const { body } of exchanges) await ask(origin + path, body, whole)
      live(false)
    },
  }
}
