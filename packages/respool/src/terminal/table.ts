import stringWidth from 'string-width'

export interface Column {
  readonly align?: 'right'
}

/** Lines of cells, each column as wide as its widest cell, two spaces between. Cells may be styled, and may be in any script. */
export function table(rows: readonly (readonly string[])[], columns: readonly Column[]): string[] {
  const widths = columns.map((_, index) => Math.max(0, ...rows.map((row) => stringWidth(row[index] ?? ''))))
  return rows.map((row) =>
    row
      .map((cell, index) => {
        const space = ' '.repeat(Math.max(0, widths[index]! - stringWidth(cell)))
        return columns[index]?.align === 'right' ? space + cell : cell + space
      })
      .join('  ')
      .trimEnd(),
  )
}
