import { digits, ratio, type FigureName } from '../figures.ts'
import { isFaultless, markOf, type Results } from '../results.ts'
import { barPanel, barPanelHeight, type Bar, type BarPanel } from './bars.ts'
import { drawing } from './svg.ts'
import type { Theme } from './theme.ts'

interface Choice {
  readonly group: string
  readonly figure: FigureName
  readonly title: string
  readonly subtitle: string
  /** Of cells, and what they are called here, in this order; peers by what they cost. */
  readonly cells: { readonly [name: string]: string }
  readonly write: 'ratio' | 'time'
}

const replayed = {
  'a stub of new Response(stream)': 'a stub by hand',
  'respool, createFetch': 'respool, createFetch',
  'respool, patchFetch': 'respool, patchFetch',
  'respool, patchUndici': 'respool, patchUndici',
  'vcr-test': 'vcr-test',
  "undici SnapshotAgent, undici's fetch": 'undici SnapshotAgent',
  Polly: 'Polly',
  'a loopback server': 'a server on loopback',
  '@mswjs/interceptors': '@mswjs/interceptors',
  nock: 'nock',
  msw: 'msw',
}

const choices: readonly Choice[] = [
  {
    group: 'replay/fetch/json',
    figure: 'cpu',
    title: 'Replaying an answer of 1.3 kB',
    subtitle: 'fetch; CPU time, times that of a stub',
    cells: replayed,
    write: 'ratio',
  },
  {
    group: 'replay/fetch/stream-200',
    figure: 'cpu',
    title: 'Replaying a stream of 200 chunks',
    subtitle: 'fetch; CPU time, times that of a stub; hollow: chunks are lost',
    cells: replayed,
    write: 'ratio',
  },
  {
    group: 'import/cold',
    figure: 'cpu',
    title: 'Importing it',
    subtitle: 'in a new process, as every test file does; CPU time',
    cells: {
      'an empty module': 'an empty module',
      '@respool/fetch': '@respool/fetch',
      '@respool/undici': '@respool/undici',
      '@respool/node-http': '@respool/node-http',
      '@mswjs/interceptors': '@mswjs/interceptors',
      'vcr-test': 'vcr-test',
      nock: 'nock',
      'msw/node': 'msw/node',
      'undici SnapshotAgent': 'undici SnapshotAgent',
      aimock: 'aimock',
      Polly: 'Polly',
    },
    write: 'time',
  },
  {
    group: 'open/4MB',
    figure: 'wall',
    title: 'Opening a cassette of 4 MB',
    subtitle: '1,500 interactions',
    cells: {
      'JSON.parse of the same data': 'JSON.parse, same data',
      'respool, opened and one answer': 'respool, one answer',
      'respool, every request and chunk': 'respool, all of it',
      'js-yaml 4': 'js-yaml 4',
      'go-vcr 4.0.7': 'go-vcr 4.0.7',
      'yaml 2': 'yaml 2',
    },
    write: 'time',
  },
  {
    group: 'suite/300',
    figure: 'wall',
    title: 'A vitest suite of 300 tests',
    subtitle: 'a cassette each; start to end of the process',
    cells: { 'plain stubs': 'plain stubs', respool: 'respool', nock: 'nock', msw: 'msw' },
    write: 'time',
  },
]

const column = 430
const gap = 8

/** What one thing costs beside its peers: two columns of panels, each as far down as there is room. */
export function costs(results: Results, theme: Theme): string {
  const heights = [gap, gap]
  const panels = choices.flatMap((choice) => {
    const panel = panelOf(results, choice)
    if (panel === undefined) return []
    const side = heights[0]! <= heights[1]! ? 0 : 1
    const drawn = barPanel(panel, side * column, heights[side]!, column, theme)
    heights[side]! += barPanelHeight(panel) + gap
    return [drawn]
  })
  return drawing(2 * column, Math.max(...heights), 'What respool costs, beside what does the same', theme.background, ...panels)
}

function panelOf(results: Results, { group, figure, title, subtitle, cells: names, write }: Choice): BarPanel | undefined {
  const found = results.groups[group]?.cells
  if (found === undefined) return undefined
  const base = found[0]!.figures[figure]!
  const bars = Object.entries(names).flatMap(([name, label]): Bar[] => {
    const cell = found.find((each) => each.name === name)
    if (cell === undefined) return []
    const value = cell.figures[figure]
    if (value === undefined) return [{ name: label, kind: cell.kind, label: markOf(cell) }]
    const amount = write === 'ratio' ? ratio(value / base) : timeOf(value)
    const isHollow = !isFaultless(cell)
    return [
      { name: label, kind: cell.kind, value, label: isHollow ? `${amount}, ${markOf(cell).replace(' chunks', '')}` : amount, isHollow },
    ]
  })
  const isPeer = ({ kind }: Bar) => kind === 'peer'
  return {
    title,
    subtitle,
    bars: [...bars.filter((bar) => !isPeer(bar)), ...bars.filter(isPeer).toSorted((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity))],
  }
}

function timeOf(milliseconds: number): string {
  return milliseconds >= 1000 ? `${digits(milliseconds / 1000)} s` : `${digits(milliseconds)} ms`
}
