/** What was run in which project on what, and whether it passed. */
export interface Matrix {
  readonly title: string
  readonly columns: readonly string[]
  readonly rows: readonly Row[]
}

export interface Row {
  /** Such as `@respool/fetch 0.1.0, import`. */
  readonly what: string
  readonly installed: string
  /** One a column. */
  readonly cells: readonly Cell[]
}

export interface Cell {
  readonly result: 'pass' | 'FAIL' | 'skipped' | '-'
  /** Why, where it did not pass. */
  readonly why?: string
}

export const passed: Cell = { result: 'pass' }
/** What fails everywhere would fill the screen. */
const mostLines = 25

/** Nothing that could be run: another row does. */
export const notMeant: Cell = { result: '-' }

export function cellOf({ ok, output }: { readonly ok: boolean; readonly output: string }): Cell {
  return ok ? passed : { result: 'FAIL', why: output.trim().split('\n').slice(0, mostLines).join('\n') }
}

export function isPassed({ rows }: Matrix): boolean {
  return rows.length > 0 && rows.every(({ cells }) => cells.every(({ result }) => result !== 'FAIL'))
}

/** Its table, and below it why what did not pass did not. */
export function formatMatrix({ title, columns, rows }: Matrix): string {
  const lines = [
    ['', 'installed', ...columns],
    ...rows.map(({ what, installed, cells }) => [what, installed, ...cells.map(({ result }) => result)]),
  ]
  const widths = lines[0]!.map((_, column) => Math.max(...lines.map((line) => line[column]!.length)))
  const table = lines.map((line) =>
    line
      .map((text, column) => text.padEnd(widths[column]!))
      .join('   ')
      .trimEnd(),
  )
  const reasons = rows.flatMap(({ what, cells }) =>
    cells.flatMap(({ why }, column) => (why === undefined ? [] : [`\n${what}, ${columns[column]}:\n${why.replace(/^/gm, '  ')}`])),
  )
  return [title, ...table, ...reasons].join('\n')
}
