import { expect, test, vi } from 'vitest'
import { benches } from './benches.ts'
import { race } from './frame/race.ts'
import { isFaultless } from './results.ts'

// Times say nothing here; that everything runs, and that respool answers right, does. Peers are left to `pnpm bench`.
const settings = { quick: true, peers: false }

// The processes that are measured read the sources, as the tests do.
vi.stubEnv('NODE_OPTIONS', '--conditions=@respool/source')

test.for(Object.entries(benches))(
  '%s: all cells run, and every answer of respool is right and whole',
  { timeout: 300_000 },
  async ([, bench]) => {
    for await (const group of bench(settings)) {
      const cells = await race(group)
      expect(cells.length).toBeGreaterThan(0)
      for (const cell of cells) {
        if (group.id.startsWith('replay/') && cell.kind === 'respool') expect(isFaultless(cell), `${group.id}, ${cell.name}`).toBe(true)
        for (const column of group.columns) {
          if (cell.figures[column] !== undefined)
            expect(cell.figures[column], `${group.id}, ${cell.name}, ${column}`).toSatisfy(Number.isFinite)
        }
      }
    }
  },
)
