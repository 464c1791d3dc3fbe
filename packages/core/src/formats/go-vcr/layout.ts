/** How a go-vcr version lays out its YAML. */
export interface Layout {
  /** Columns a level. */
  readonly indent: 2 | 4
  /** A list starts in the column of its key, not one level deeper. */
  readonly compactLists: boolean
  /** Empty lists, maps and strings are written out, as go-vcr did before 4.0.2. */
  readonly fullKeys: boolean
}

/** New files: the smallest of go-vcr's layouts. */
export const compactLayout: Layout = { indent: 2, compactLists: true, fullKeys: false }

/** What go-vcr 4.0.2 and later write by default (4.0.5 apart). */
export const stockLayout: Layout = { indent: 4, compactLists: false, fullKeys: false }

/** The column of what stands inside a map in `column`. go-yaml rounds down to a multiple of the indent, so after a list's two columns it gains less. */
export function nestedColumn(column: number, layout: Layout): number {
  return layout.indent * Math.floor((column + layout.indent) / layout.indent)
}

/** The column of the dashes of a list that is a value in a map in `column`. */
export function listColumn(column: number, layout: Layout): number {
  return nestedColumn(column, layout) - (layout.compactLists ? 2 : 0)
}
