/** How a figure is named in a table, and written. All are smaller where they are better. */
export interface FigureKind {
  readonly label: string
  readonly write: (value: number) => string
}

const milliseconds = (value: number) => `${digits(value)} ms`
const megabytes = (value: number) => `${digits(value / 1e6)} MB`

export const figureKinds = {
  cpu: { label: 'CPU', write: milliseconds },
  wall: { label: 'time', write: milliseconds },
  p10: { label: 'p10', write: milliseconds },
  first: { label: 'first chunk', write: milliseconds },
  cold: { label: 'first time', write: milliseconds },
  import: { label: 'import', write: milliseconds },
  open: { label: 'open, one answer', write: milliseconds },
  lookupFirst: { label: 'lookup, first', write: milliseconds },
  lookupLast: { label: 'lookup, last', write: milliseconds },
  memory: { label: 'memory', write: megabytes },
  size: { label: 'size', write: (value) => `${digits(value / 1000)} kB` },
  gzip: { label: 'gzipped', write: (value) => `${digits(value / 1000)} kB` },
} as const satisfies { readonly [name: string]: FigureKind }

export type FigureName = keyof typeof figureKinds

/** Three digits that count. */
export function digits(value: number): string {
  if (value === 0) return '0'
  const places = Math.max(0, 2 - Math.floor(Math.log10(Math.abs(value))))
  return value.toFixed(Math.min(places, 5))
}

export function ratio(value: number): string {
  return `${value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2)}x`
}
