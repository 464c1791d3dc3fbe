import { compactLayout, listColumn, stockLayout, type Layout } from './layout.ts'
import type { Pieces } from './pieces.ts'
import { schema1, schema2, type Schema } from './schema.ts'
import type { FileText } from './sources.ts'

/** What a new interaction must fit in with. */
export interface Target {
  /** The column of the interactions' dashes. */
  readonly column: number
  readonly layout: Layout
  readonly lineEnd: '\n' | '\r\n'
  readonly schema: Schema
  readonly emptyDurations: boolean
}

export function newFile(layout: Layout): Target {
  return { column: listColumn(0, layout), layout, lineEnd: '\n', schema: schema2, emptyDurations: false }
}

/** How a file wants what is added to it. A file without interactions shows no layout, and takes the one for new files. */
export function targetOf({ version, emptyDurations }: FileText, pieces: Pieces, layout: Layout): Target {
  const [first] = pieces.items
  const column = first === undefined ? listColumn(0, layout) : first.search(/\S/)
  return {
    column,
    layout: first === undefined ? layout : detectLayout(column, pieces, version),
    lineEnd: /^[^\n]*\r\n/.test(pieces.head + (first ?? '')) ? '\r\n' : '\n',
    schema: version === 1 ? schema1 : schema2,
    emptyDurations,
  }
}

// Only go-vcr 4.0.7's YAML library puts these words in single quotes.
const quotedAsRc6 = /^ +(?:- |\w+: )'(?:[yYnN]|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF|<<|[-+]?\d[\d_]*(?::[0-5]?\d)+)'$/m

/** The layout of a file, from where its interactions stand and what they write out. 4.0.3 and 4.0.4 cannot be told from 4.0.6, and need not be. */
function detectLayout(column: number, { items }: Pieces, version: 1 | 2): Layout {
  if (version === 1) return column === 4 ? { ...stockLayout, emitter: 'yaml.v3' } : { ...compactLayout, compactLists: column === 0 }
  // Only at the depth of a field: a recorded body may hold the same words.
  const field = `\n${' '.repeat(column === 4 ? 8 : column + 4)}transfer_encoding: []`
  const fullKeys = items[0]!.includes(field) || items.at(-1)!.includes(field)
  if (column === 4 && fullKeys) return { ...stockLayout, emitter: 'yaml.v3', fullKeys }
  const emitter = items.some((item) => quotedAsRc6.test(item)) ? 'yaml.v4-rc6' : 'yaml.v4-rc3'
  return column === 4 ? { ...stockLayout, emitter } : { ...compactLayout, compactLists: column === 0, fullKeys, emitter }
}
