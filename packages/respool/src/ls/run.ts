import type { Run } from '../command.ts'
import { loadCassettes, type Unreadable } from '../cassettes/load.ts'
import type { LsFlags } from '../commands/ls.ts'
import { styleOf } from '../terminal/style.ts'
import { formatListing } from './format.ts'
import { listed, type ListedCassette } from './listing.ts'

export const run: Run<LsFlags, string[]> = async (terminal, { json, sort }, ...paths) => {
  const cassettes: ListedCassette[] = []
  const unreadable: Unreadable[] = []
  for await (const loaded of loadCassettes(paths, terminal.cwd)) {
    if (loaded.kind === 'unreadable') unreadable.push(loaded)
    else cassettes.push(listed(loaded))
  }
  if (json) {
    const failures = unreadable.map(({ name, reason }) => ({ cassette: name, reason }))
    terminal.out(`${JSON.stringify({ cassettes: sorted(cassettes, sort), unreadable: failures }, null, 2)}\n`)
  } else {
    terminal.out(
      formatListing(sorted(cassettes, sort), {
        grouped: sort === 'name',
        now: terminal.now(),
        columns: terminal.columns,
        style: styleOf(terminal),
      }),
    )
  }
  for (const { reason } of unreadable) terminal.err(`respool ls: ${reason}\n`)
  return unreadable.length > 0 ? 2 : 0
}

function sorted(cassettes: readonly ListedCassette[], by: LsFlags['sort']): readonly ListedCassette[] {
  if (by === 'name') return cassettes
  const most = { size: bytesOf, tokens: tokensOf, age: ageOf }[by]
  return [...cassettes].sort((a, b) => most(b) - most(a))
}

const bytesOf = ({ bytes }: ListedCassette) => bytes
const tokensOf = ({ tokens }: ListedCassette) => tokens ?? 0
const ageOf = ({ modified }: ListedCassette) => -Date.parse(modified)
