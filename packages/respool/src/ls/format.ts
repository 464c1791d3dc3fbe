import { posix } from 'node:path'
import stringWidth from 'string-width'
import { printable } from '../terminal/printable.ts'
import type { Style } from '../terminal/style.ts'
import { table } from '../terminal/table.ts'
import { age, count, plural, size } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import type { ListedCassette } from './listing.ts'

export interface ListingLayout {
  /** Under the folders they are in. */
  readonly grouped: boolean
  /** In milliseconds since 1970. */
  readonly now: number
  readonly columns: number
  readonly style: Style
}

/** The list as text: folder by folder, a cassette a line, below it whom it asks. */
export function formatListing(cassettes: readonly ListedCassette[], layout: ListingLayout): string {
  if (cassettes.length === 0) return 'No cassettes here. respool ls FOLDER looks elsewhere.\n'
  const lines = layout.grouped
    ? folders(cassettes).flatMap((folder) => folderLines(folder, layout))
    : rows(cassettes, layout, (path) => path)
  return `${[...lines, total(cassettes)].join('\n')}\n`
}

function folders(cassettes: readonly ListedCassette[]): (readonly ListedCassette[])[] {
  const found = new Map<string, ListedCassette[]>()
  for (const each of cassettes) {
    const folder = posix.dirname(each.cassette)
    found.set(folder, [...(found.get(folder) ?? []), each])
  }
  return [...found.values()]
}

function folderLines(cassettes: readonly ListedCassette[], layout: ListingLayout): string[] {
  const folder = posix.dirname(cassettes[0]!.cassette)
  return [
    ...wrap(printable(folder), { columns: layout.columns }).map(layout.style.title),
    ...rows(cassettes, layout, (path) => path.slice(folder === '.' ? 0 : folder.length + 1)),
    '',
  ]
}

function rows(cassettes: readonly ListedCassette[], { now, columns, style }: ListingLayout, shown: (path: string) => string): string[] {
  const cells = cassettes.map(({ cassette, format, interactions, tokens, bytes, modified }) => [
    `  ${printable(shown(cassette))}`,
    format,
    plural(interactions, 'interaction'),
    tokens === undefined ? '' : `${count(tokens)} tokens`,
    size(bytes),
    age(now - Date.parse(modified)),
  ])
  const right = { align: 'right' } as const
  const whole = table(cells, [{}, {}, right, right, right, right])
  // Names too long for their line get one of their own.
  const fits = whole.every((line) => stringWidth(line) <= columns)
  const figures = fits
    ? []
    : table(
        cells.map(([, ...rest]) => ['   ', ...rest]),
        [{}, {}, right, right, right, right],
      )
  return cassettes.flatMap(({ hosts, models }, index) => [
    ...(fits ? [whole[index]!] : [...wrap(cells[index]![0]!.trim(), { columns, indent: '  ' }), figures[index]!]),
    ...wrap(printable([...models, ...hosts].join(', ')), { columns, indent: '      ' }).map(style.faint),
  ])
}

function total(cassettes: readonly ListedCassette[]): string {
  const interactions = sum(cassettes.map((each) => each.interactions))
  const tokens = cassettes.flatMap((each) => each.tokens ?? [])
  return [
    plural(cassettes.length, 'cassette'),
    plural(interactions, 'interaction'),
    // Most streams do not tell, and what is not known is not none.
    ...(tokens.length > 0 ? [plural(sum(tokens), 'token')] : []),
    size(sum(cassettes.map(({ bytes }) => bytes))),
  ].join(', ')
}

function sum(values: readonly number[]): number {
  return values.reduce((so, value) => so + value, 0)
}
