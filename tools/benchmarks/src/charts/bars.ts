import type { Kind } from '../frame/group.ts'
import { element, text } from './svg.ts'
import type { Theme } from './theme.ts'

export interface Bar {
  readonly name: string
  readonly kind: Kind
  /** Absent where the answers were wrong. */
  readonly value?: number
  readonly label: string
  /** Did it lose chunks? Then its bar is hollow. */
  readonly isHollow?: boolean
}

export interface BarPanel {
  readonly title: string
  readonly subtitle: string
  readonly bars: readonly Bar[]
}

const row = 22
const head = 52
const names = 165
const labels = 130

export function barPanelHeight({ bars }: BarPanel): number {
  return head + bars.length * row + 16
}

/** Horizontal bars on one linear scale, so that lengths can be compared. */
export function barPanel({ title, subtitle, bars }: BarPanel, x: number, y: number, width: number, theme: Theme): string {
  const most = Math.max(...bars.map(({ value = 0 }) => value))
  const room = width - names - labels
  const rows = bars.map((bar, index) => {
    const middle = y + head + index * row + row / 2
    const fill = theme[bar.kind]
    const length = bar.value === undefined ? 0 : Math.max(2, (bar.value / most) * room)
    const paint = bar.isHollow ? { fill: 'none', stroke: fill, 'stroke-width': 1.5, 'stroke-dasharray': '3 2' } : { fill }
    return [
      text(x + names - 8, middle + 4, bar.name, { fill: theme.text, anchor: 'end', bold: bar.kind === 'respool' }),
      length > 0 ? element('rect', { x: x + names, y: middle - 7, width: length, height: 14, rx: 2, ...paint }) : '',
      text(x + names + length + (length > 0 ? 6 : 0), middle + 4, bar.label, { fill: theme.muted, size: 11 }),
    ].join('')
  })
  return [
    text(x + 16, y + 24, title, { fill: theme.text, size: 14, bold: true }),
    text(x + 16, y + 41, subtitle, { fill: theme.muted, size: 11 }),
    ...rows,
  ].join('\n')
}
