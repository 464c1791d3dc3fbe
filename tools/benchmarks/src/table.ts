/** One table of figures that were taken in one run. */
export interface Table {
  readonly title: string
  readonly rows: readonly { readonly name: string; readonly milliseconds: number; readonly ratio: string }[]
}

/** A row that says how often the floor fits into it. */
export function row(name: string, milliseconds: number, floor: number): Table['rows'][number] {
  return { name, milliseconds, ratio: `${(milliseconds / floor).toFixed(2)}x` }
}

export function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!
}

/** Figures that are no times. */
export interface Figure {
  readonly title: string
  readonly lines: readonly string[]
}
