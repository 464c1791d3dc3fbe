import { digits, type FigureName } from '../figures.ts'
import { counts } from '../growth/growth.ts'
import { cellOf, type Results } from '../results.ts'
import { legend, linePanel, type Line } from './lines.ts'
import { drawing } from './svg.ts'
import type { Theme } from './theme.ts'

const panels: readonly { figure: FigureName; title: string; subtitle: string; write: (value: number) => string }[] = [
  { figure: 'open', title: 'Opening, and one answer', subtitle: 'time; all scales are logarithmic', write: timeOf },
  { figure: 'lookupLast', title: 'Looking up the last one', subtitle: 'time', write: timeOf },
  {
    figure: 'memory',
    title: 'Memory once it is open',
    subtitle: 'from 1,000 interactions on',
    write: (value) => `${digitsOf(value / 1e6)} MB`,
  },
]

const width = 860
const height = 300
const names = ['undici SnapshotAgent', 'nock', 'go-vcr 4.0.7', 'Polly', 'vcr-test']

/** What a cassette costs as it grows. */
export function growthChart(results: Results, theme: Theme): string {
  const column = width / panels.length
  const drawn = panels.map(({ figure, ...panel }, index) => {
    const lines = linesOf(results, figure, theme)
    return linePanel({ ...panel, lines }, { x: index * column, y: 0, width: column, height: height - 30 }, theme)
  })
  return drawing(
    width,
    height,
    'What a cassette costs as it grows from 10 to 100,000 interactions',
    theme.background,
    ...drawn,
    legend(linesOf(results, 'open', theme), 24, height - 12, theme),
  )
}

/** The exponent of growth between the two largest cassettes: 1 is in proportion. */
export function slopeOf(results: Results, figure: FigureName): number {
  const [[fromX, fromY], [toX, toY]] = pointsOf(results, 'respool', figure).slice(-2) as [[number, number], [number, number]]
  return Math.log(toY / fromY) / Math.log(toX / fromX)
}

function linesOf(results: Results, figure: FigureName, theme: Theme): Line[] {
  const all = [
    { name: 'a Map from JSON', color: theme.floor, points: pointsOf(results, 'a Map from lines of JSON', figure) },
    ...names.map((name, index) => ({ name, color: theme.lines[index]!, points: pointsOf(results, name, figure) })),
    { name: 'respool', color: theme.respool, isBold: true, points: pointsOf(results, 'respool', figure) },
  ]
  return all.filter(({ points }) => points.length > 0)
}

function pointsOf(results: Results, name: string, figure: FigureName): [number, number][] {
  return counts.flatMap((count) => {
    const value = cellOf(results, `growth/${count}`, name)?.figures[figure]
    return value !== undefined && value > 0 ? [[count, value]] : []
  })
}

function timeOf(milliseconds: number): string {
  if (milliseconds >= 1000) return `${digitsOf(milliseconds / 1000)} s`
  return milliseconds >= 1 ? `${digitsOf(milliseconds)} ms` : `${digitsOf(milliseconds * 1000)} µs`
}

/** Powers of ten, without their zeros behind the point. */
function digitsOf(value: number): string {
  return String(Number(digits(value)))
}
