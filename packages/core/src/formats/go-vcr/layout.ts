/** Which of go-yaml's writers: they quote differently in a few odd cases. */
export type Emitter = 'yaml.v3' | 'yaml.v4-rc3' | 'yaml.v4-rc6'

/** How a go-vcr version lays out its YAML. */
export interface Layout {
  /** Columns a level. */
  readonly indent: 2 | 4
  /** A list starts in the column of its key, not one level deeper. */
  readonly compactLists: boolean
  /** Empty lists, maps and strings are written out, as go-vcr did before 4.0.3. */
  readonly fullKeys: boolean
  readonly emitter: Emitter
}

/** New files: the smallest of go-vcr's layouts, with two columns a level. */
export const compactLayout: Layout = { indent: 2, compactLists: true, fullKeys: false, emitter: 'yaml.v4-rc3' }

/** What go-vcr 4.0.6 writes by default. */
export const stockLayout: Layout = { indent: 4, compactLists: false, fullKeys: false, emitter: 'yaml.v4-rc3' }

const layouts = {
  compact: compactLayout,
  stock: stockLayout,
  'v4.0.7': { ...stockLayout, emitter: 'yaml.v4-rc6' },
  'v4.0.3': { ...stockLayout, emitter: 'yaml.v3' },
  v3: { ...stockLayout, emitter: 'yaml.v3', fullKeys: true },
} as const satisfies Record<string, Layout>

/**
 * A layout for new files.
 *
 * - `compact`: two columns a level, empty keys left out; the smallest
 * - `stock`: what go-vcr 4.0.6 writes by default; four columns a level
 * - `v4.0.7`: the same as go-vcr 4.0.7 writes it, which quotes words such as `yes` differently
 * - `v4.0.3`: the same as go-vcr 4.0.3 and 4.0.4 write it
 * - `v3`: go-vcr 3.0 to 4.0.2, with every empty key
 */
export type GoVcrLayout = keyof typeof layouts

export const layoutNames = Object.keys(layouts) as readonly GoVcrLayout[]

export function layoutOf(name: GoVcrLayout): Layout {
  return layouts[name]
}

/** The column of what stands inside a map in `column`. go-yaml rounds down to a multiple of the indent, so after a list's two columns it gains less. */
export function nestedColumn(column: number, layout: Layout): number {
  return layout.indent * Math.floor((column + layout.indent) / layout.indent)
}

/** The column of the dashes of a list that is a value in a map in `column`. */
export function listColumn(column: number, layout: Layout): number {
  return nestedColumn(column, layout) - (layout.compactLists ? 2 : 0)
}
