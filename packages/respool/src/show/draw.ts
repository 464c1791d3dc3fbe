import stringWidth from 'string-width'
import type { Piece } from '../exchange/pieces.ts'
import { clip } from '../terminal/clip.ts'
import { printable } from '../terminal/printable.ts'
import type { Style } from '../terminal/style.ts'
import { duration, plural, size } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import { heading } from './format.ts'
import type { Page } from './parts.ts'
import type { Arrival, Timeline } from './timeline.ts'

const indent = '  '
const timeWidth = 7
const sizeWidth = 7

/** The arrival of an answer, a line a chunk: when it came on a track of time, how large it was, and what it brought. */
export function drawTimeline(timeline: Timeline, page: Page): string {
  const lines = [...heading(timeline, page), ...wrap(summary(timeline), { columns: page.columns, indent: '   ' }), '']
  return `${[...lines, ...(timeline.endAt === undefined ? untimed(timeline, page) : timed(timeline, timeline.endAt, page))].join('\n')}\n`
}

function summary({ chunks, head, endAt }: Timeline): string {
  const what = `${plural(chunks.length, 'chunk')}, ${size(chunks.reduce((sum, { bytes }) => sum + bytes, 0))}`
  const headText = head === undefined ? '' : `, the head after ${duration(head)}`
  if (endAt === undefined) {
    return `${what}${headText}. When they arrived was not recorded: this is their order, as their format has it.`
  }
  const longest = chunks.map(({ wait }, index) => ({ wait: wait ?? 0, index })).sort((a, b) => b.wait - a.wait)[0]
  const wait = longest && longest.wait > 0 ? `, the longest wait ${duration(longest.wait)} before chunk ${longest.index}` : ''
  return `${what} in ${duration(endAt)}${headText}${wait}`
}

function timed(timeline: Timeline, endAt: number, page: Page): string[] {
  const { style } = page
  const [trackWidth, textWidth] = widths(page.columns - indent.length - timeWidth - sizeWidth - 6)
  const track = trackOf(endAt, trackWidth)
  const row = (from: number, at: number, mark: string, length: string, text: string) =>
    `${indent}${duration(at).padStart(timeWidth)}  ${track(from, at, mark, style)}  ${style.faint(length.padStart(sizeWidth))}  ${text}`.trimEnd()
  const head = timeline.head ?? 0
  return [
    `${indent}${' '.repeat(timeWidth)}  ${style.faint(scale(endAt, trackWidth))}`,
    row(0, head, '○', '', style.faint(clip(`${timeline.status} ${timeline.statusText}`.trim(), textWidth))),
    ...timeline.chunks.map(({ at = 0, wait = 0, bytes, pieces }) =>
      row(at - wait, at, '●', size(bytes), brought(pieces, textWidth, style)),
    ),
    row(lastAt(timeline, head), endAt, timeline.end === 'complete' ? '■' : '✗', '', endText(timeline, textWidth, style)),
  ]
}

function untimed(timeline: Timeline, page: Page): string[] {
  const { style } = page
  const [barWidth, textWidth] = widths(page.columns - indent.length - sizeWidth - 4)
  const most = Math.max(1, ...timeline.chunks.map(({ bytes }) => bytes))
  const row = ({ bytes, pieces }: Arrival) => {
    const bar = '▇'.repeat(Math.max(1, Math.round((bytes / most) * barWidth)))
    return `${indent}${style.faint(size(bytes).padStart(sizeWidth))}  ${style.role(bar)}${' '.repeat(barWidth - bar.length)}  ${brought(pieces, textWidth, style)}`.trimEnd()
  }
  return [...timeline.chunks.map(row), `${indent}${' '.repeat(sizeWidth + barWidth + 4)}${endText(timeline, textWidth, style)}`]
}

/** Of what is left, more for the track than for the words, which `show` has in full. */
function widths(left: number): [track: number, text: number] {
  const text = Math.max(8, Math.floor(left * 0.45))
  return [Math.max(8, left - text), text]
}

function scale(endAt: number, width: number): string {
  const end = duration(endAt)
  return `0${' '.repeat(Math.max(1, width - 1 - end.length))}${end}`
}

/** A line from what came before to what came now. */
function trackOf(endAt: number, width: number): (from: number, at: number, mark: string, style: Style) => string {
  const cell = (time: number) => (endAt === 0 ? 0 : Math.min(width - 1, Math.round((time / endAt) * (width - 1))))
  return (from, at, mark, style) => {
    const [start, end] = [cell(from), cell(at)]
    return `${' '.repeat(start)}${style.faint('─'.repeat(end - start))}${style.role(mark)}${' '.repeat(width - end - 1)}`
  }
}

function lastAt({ chunks }: Timeline, head: number): number {
  return chunks.at(-1)?.at ?? head
}

function endText({ end, failure }: Timeline, width: number, style: Style): string {
  if (end === 'complete') return style.faint('complete')
  return style.warning(
    clip(end === 'cancelled' ? 'cancelled by the client' : `failed: ${printable(failure ?? 'no reason was recorded')}`, width),
  )
}

/** The pieces of a chunk on one line, those of one kind in a row as one. */
function brought(pieces: readonly Piece[], width: number, style: Style): string {
  const joined: Piece[] = []
  for (const each of pieces) {
    const last = joined.at(-1)
    if (last && last.kind === each.kind && each.kind !== 'note')
      joined[joined.length - 1] = { kind: each.kind, text: last.text + each.text }
    else joined.push(each)
  }
  let left = width
  return joined
    .flatMap((each) => {
      if (left <= 1) return []
      const text = clip(spelled(each), left)
      left -= stringWidth(text) + 1
      return [each.kind === 'text' ? text : each.kind === 'call' ? style.good(text) : style.faint(text)]
    })
    .join(' ')
}

function spelled({ kind, text }: Piece): string {
  const line = printable(text.replaceAll(/\r?\n/g, '⏎')).replaceAll('\t', '⇥')
  return { text: `"${line}"`, reasoning: `(${line})`, call: `→ ${line}`, note: line }[kind]
}
