import type { Arrival } from './watched.ts'

const width = 80

/** A heading and the lines below it, none wider than a terminal of 80 columns. */
export function print(heading: string, lines: readonly string[]): void {
  console.log(['', heading, ...lines.map((line) => `  ${line}`)].map((line) => line.slice(0, width)).join('\n'))
}

/** The chunks of two runs, a line each: when it came, how long it is, and what it says. */
export function sideBySide(left: readonly Arrival[], right: readonly Arrival[]): string[] {
  const rows = Array.from({ length: Math.max(left.length, right.length) }, (_, row) => [cell(left[row]), cell(right[row])] as const)
  return rows.map(([one, other]) => `${one.padEnd(38)}| ${other}`)
}

function cell(arrival: Arrival | undefined): string {
  if (!arrival) return ''
  return `${arrival.at.toFixed(1).padStart(6)} ms ${String(arrival.bytes.byteLength).padStart(4)} B  ${said(arrival.bytes)}`
}

/** The text that a chunk adds, which is what the eye looks for; else the end of its last line. */
function said(bytes: Uint8Array): string {
  const text = new TextDecoder().decode(bytes)
  const content = [...text.matchAll(/"content":("(?:[^"\\]|\\.)*")/g)].map((match) => match[1])
  if (content.length > 0) return content.join(' ').slice(0, 18)
  return text.includes('[DONE]') ? '[DONE]' : (/"finish_reason":"\w+"/.exec(text)?.[0].slice(1, 14) ?? 'data')
}
