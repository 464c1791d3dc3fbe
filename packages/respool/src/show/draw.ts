import stringWidth from 'string-width'
import type { Piece } from '../exchange/pieces.ts'
import { clip } from '../terminal/clip.ts'
import { printable } from '../terminal/printable.ts'
import type { Style } from '../terminal/style.ts'
import { count, duration, plural, size } from '../terminal/units.ts'
import { wrap } from '../terminal/wrap.ts'
import { heading } from './format.ts'
import type { Page } from './parts.ts'
import type { Arrival, Timeline } from './timeline.ts'

const indent = '  '
const timeWidth = 8
const sizeWidth = 7

/** The arrival of an answer, a line a chunk: when it came on a track of time, how large it was, and what it brought. */
export function drawTimeline(timeline: Timeline, page: Page): string {
  const lines = [...heading(timeline, page), ...wrap(summary(timeline), { columns: page.columns, indent: '   ' }), '']
  return `${[...lines, ...(timeline.endAt === undefined ? untimed(timeline, page) : timed(timeline, timeline.endAt, page))].join('\n')}\n`
}

function summary({ chunks, head, endAt }: Timeline): string {
  const what = `${plural(chunks.length, 'chunk')}, ${size(chunks.reduce((sum, { bytes }) => sum + bytes, 0))}`
  const headText = head === undefined ? undefined : `head after ${duration(head)}`
  if (endAt === undefined) {
    const known = [what, headText].filter(Boolean).join(', ')
    return `${known}\nWhen the chunks arrived was not recorded: this is their order, as the format has it.`
  }
  const longest = longestWait(chunks)
  const facts = [
    headText,
    chunks[0]?.at === undefined ? undefined : `first chunk after ${duration(chunks[0].at)}`,
    longest === undefined ? undefined : `longest wait ${duration(chunks[longest]!.wait!)} (chunk ${longest})`,
  ]
  return `${what} in ${duration(endAt)}\n${facts.filter(Boolean).join(', ')}`
}

/** For which chunk, but the first, whose wait is another story. */
function longestWait(chunks: readonly Arrival[]): number | undefined {
  const waits = chunks.map(({ wait = 0 }, index) => (index === 0 ? 0 : wait))
  const longest = Math.max(0, ...waits)
  return longest > 0 ? waits.indexOf(longest) : undefined
}

function timed(timeline: Timeline, endAt: number, page: Page): string[] {
  const { style } = page
  const { chunks, head = 0, status, statusText, end } = timeline
  const number = String(Math.max(0, chunks.length - 1)).length
  const [trackWidth, textWidth] = widths(page.columns - indent.length - number - timeWidth - sizeWidth - 8)
  const track = trackOf(endAt, trackWidth)
  const row = (index: string, at: number, drawn: string, length: string, text: string) =>
    `${indent}${style.faint(index.padStart(number))}  ${moment(at, endAt).padStart(timeWidth)}  ${drawn}  ${style.faint(length.padStart(sizeWidth))}  ${text}`.trimEnd()
  const longest = longestWait(chunks)
  return [
    `${indent}${' '.repeat(number + timeWidth + 4)}${style.faint(scale(endAt, trackWidth))}`,
    row('', head, track(0, head, style.role('○'), style.faint), '', style.faint(clip(`${status} ${statusText}`.trim(), textWidth))),
    ...chunks.map(({ at = 0, wait = 0, bytes, pieces }, index) => {
      const drawn = track(at - wait, at, style.role('●'), index === longest ? style.warning : style.faint)
      return row(String(index), at, drawn, size(bytes), brought(pieces, textWidth, style))
    }),
    row(
      '',
      endAt,
      track(chunks.at(-1)?.at ?? head, endAt, end === 'complete' ? style.role('■') : style.warning('✗'), style.faint),
      '',
      endText(timeline, textWidth, style),
    ),
  ]
}

/** All of one timeline in one unit, so that they can be compared. */
function moment(at: number, endAt: number): string {
  return endAt < 10_000 ? `${count(Math.round(at))} ms` : `${(at / 1000).toFixed(2)} s`
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
  const end = moment(endAt, endAt)
  return `0${' '.repeat(Math.max(1, width - 1 - end.length))}${end}`
}

/** A line from what came before to what came now. */
function trackOf(endAt: number, width: number): (from: number, at: number, mark: string, line: (text: string) => string) => string {
  const cell = (time: number) => (endAt === 0 ? 0 : Math.min(width - 1, Math.round((time / endAt) * (width - 1))))
  return (from, at, mark, line) => {
    const [start, end] = [cell(from), cell(at)]
    return `${' '.repeat(start)}${line('─'.repeat(end - start))}${mark}${' '.repeat(width - end - 1)}`
  }
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
      return [each.kind === 'text' ? text : each.kind === 'call' || each.kind === 'input' ? style.good(text) : style.faint(text)]
    })
    .join(' ')
}

function spelled({ kind, text }: Piece): string {
  const line = printable(text.replaceAll(/\r?\n/g, '⏎')).replaceAll('\t', '⇥')
  return { text: `"${line}"`, reasoning: `(${line})`, call: `→ ${line}`, input: line, note: line }[kind]
}
