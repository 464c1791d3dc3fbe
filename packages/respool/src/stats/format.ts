import { printable } from '../terminal/printable.ts'
import { table } from '../terminal/table.ts'
import { count, duration, plural, size } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import type { Page } from '../show/parts.ts'
import type { Share, Sums, Times } from './sum.ts'

/** Figures as text: the whole, then its shares. */
export function formatSums(sums: Sums, page: Page): string {
  if (sums.cassettes === 0) return 'No cassettes here. respool stats FOLDER looks elsewhere.\n'
  const lines = [
    ...wrap(whole(sums), { columns: page.columns }),
    ...facts(sums).flatMap((fact) => wrap(fact, { columns: page.columns })),
    ...tables(sums, page),
  ]
  return `${lines.join('\n')}\n`
}

function whole({ cassettes, interactions, bytes, input, output }: Sums): string {
  return `${plural(cassettes, 'cassette')}, ${plural(interactions, 'interaction')}, ${plural(input, 'token')} in, ${count(output)} out, ${size(bytes)}`
}

function facts({ answered, streams, times, recorded, ends, statuses }: Sums): string[] {
  return [
    `answers: ${size(answered)}; ${count(streams.interactions)} streamed, in ${plural(streams.chunks, 'chunk')}`,
    `status: ${named(statuses)}; ended: ${named(ends)}`,
    ...(times
      ? [
          `of ${count(times.interactions)} with recorded times: first chunk after ${timesText(times.first)}; end after ${timesText(times.end)}`,
        ]
      : []),
    ...(recorded ? [`recorded from ${recorded.first} to ${recorded.last}`] : []),
  ]
}

function named(shares: readonly Share[]): string {
  return shares.map(({ name, interactions }) => `${name} (${count(interactions)})`).join(', ')
}

function timesText({ median, p90 }: Times): string {
  return `${duration(median)} (median), ${duration(p90)} or more (slowest tenth)`
}

/** Under one another, so that figures of all tables line up. */
function tables({ formats, apis, hosts, models }: Sums, { columns, style }: Page): string[] {
  const sections = { format: formats, API: apis, host: hosts, model: models }
  // What figures take at most, and the spaces between.
  const nameWidth = Math.max(16, columns - 38)
  const rows = Object.entries(sections).flatMap(([name, shares]) => [
    ['', '', '', ''],
    [style.title(name), 'interactions', 'tokens in', 'tokens out'],
    ...shares.flatMap(({ name: of, interactions, input, output }) => {
      const lines = wrap(printable(of), { columns: nameWidth, indent: '  ' })
      return [...lines.slice(0, -1).map((line) => [line]), [lines.at(-1)!, count(interactions), count(input), count(output)]]
    }),
  ])
  const right = { align: 'right' } as const
  return table(rows, [{}, right, right, right])
}
