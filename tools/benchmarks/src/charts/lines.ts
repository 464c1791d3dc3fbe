import { element, text } from './svg.ts'
import type { Theme } from './theme.ts'

export interface Line {
  readonly name: string
  readonly color: string
  readonly isBold?: boolean
  readonly points: readonly (readonly [x: number, y: number])[]
}

export interface LinePanel {
  readonly title: string
  readonly subtitle: string
  readonly lines: readonly Line[]
  readonly write: (value: number) => string
}

const head = 52
const left = 58
const right = 16
const foot = 34

/** Both scales are logarithmic: a cost in proportion to the work is a slope of 1, a cost that does not grow a level line. */
export function linePanel(
  { title, subtitle, lines, write }: LinePanel,
  box: { x: number; y: number; width: number; height: number },
  theme: Theme,
): string {
  const { x, y, width, height } = box
  const points = lines.flatMap((line) => line.points)
  const [fromX, toX] = decadesOf(points.map(([at]) => at))
  const [fromY, toY] = decadesOf(points.map(([, at]) => at))
  const toPixelX = (value: number) => x + left + ((Math.log10(value) - fromX) / (toX - fromX)) * (width - left - right)
  const toPixelY = (value: number) => y + height - foot - ((Math.log10(value) - fromY) / (toY - fromY)) * (height - head - foot - 8)
  const gridX = range(fromX, toX).map((decade) => {
    const at = toPixelX(10 ** decade)
    return text(at, y + height - foot + 16, count(10 ** decade), { fill: theme.muted, size: 10, anchor: 'middle' })
  })
  const gridY = range(fromY, toY).map((decade) => {
    const at = toPixelY(10 ** decade)
    const line = element('line', { x1: x + left, x2: x + width - right, y1: at, y2: at, stroke: theme.grid, 'stroke-width': 1 })
    return line + text(x + left - 6, at + 3.5, write(10 ** decade), { fill: theme.muted, size: 10, anchor: 'end' })
  })
  const drawn = lines.map(({ color, isBold, points: all }) => {
    const path = all.map(([at, value]) => `${toPixelX(at).toFixed(1)},${toPixelY(value).toFixed(1)}`).join(' ')
    const dots = all.map(([at, value]) => element('circle', { cx: toPixelX(at), cy: toPixelY(value), r: isBold ? 3 : 2.2, fill: color }))
    return element('polyline', { points: path, fill: 'none', stroke: color, 'stroke-width': isBold ? 2.5 : 1.5 }) + dots.join('')
  })
  return [
    text(x + 16, y + 24, title, { fill: theme.text, size: 14, bold: true }),
    text(x + 16, y + 41, subtitle, { fill: theme.muted, size: 11 }),
    ...gridY,
    ...gridX,
    ...drawn,
  ].join('\n')
}

/** What the colours mean. */
export function legend(lines: readonly Line[], x: number, y: number, theme: Theme): string {
  let at = x
  return lines
    .map(({ name, color, isBold = false }) => {
      const entry = element('line', { x1: at, x2: at + 18, y1: y - 4, y2: y - 4, stroke: color, 'stroke-width': isBold ? 3 : 2 })
      const label = text(at + 24, y, name, { fill: theme.text, bold: isBold })
      // About as wide as its letters.
      at += 24 + name.length * 6.6 + 22
      return entry + label
    })
    .join('\n')
}

function decadesOf(values: readonly number[]): [number, number] {
  const from = Math.floor(Math.log10(Math.min(...values)))
  return [from, Math.max(from + 1, Math.ceil(Math.log10(Math.max(...values))))]
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
}

function count(value: number): string {
  return value >= 1000 ? `${value / 1000}k` : String(value)
}
