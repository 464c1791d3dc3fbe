// More chunks than any response has; without a limit, `0*9999999999` in a hand-edited file would eat the memory.
const most = 200_000

/**
 * Whether a response of so many bytes may have come in so many chunks: hardly any is empty, but where a secret came a byte a chunk, what stands in its place is in
 * the first of them.
 */
export function areChunks(count: number, bytes: number): boolean {
  return count <= 2 * bytes + 64
}

/** Numbers on one line, equal neighbours counted: `342 289*3 12`. At most one decimal is kept. */
export function formatRuns(values: readonly number[]): string {
  const runs: { value: string; count: number }[] = []
  for (const number of values) {
    const value = String(roundToTenth(number))
    const last = runs.at(-1)
    if (last?.value === value) last.count++
    else runs.push({ value, count: 1 })
  }
  return runs.map(({ value, count }) => (count === 1 ? value : `${value}*${count}`)).join(' ')
}

/** The numbers of such a line; undefined where it is none. Every chunk of a cassette has two of these, so no pattern is matched and nothing is cut out. */
export function parseRuns(line: string): number[] | undefined {
  const values: number[] = []
  for (let at = 0; at < line.length; at++) {
    if (line.charCodeAt(at) === space) continue
    const end = digitsEnd(line, at)
    if (end === at || end - at > 14) return undefined
    let value = integer(line, at, end)
    at = end
    if (line.charCodeAt(at) === point) {
      const tenth = line.charCodeAt(at + 1) - zero
      if (!(tenth >= 0 && tenth <= 9)) return undefined
      value = (value * 10 + tenth) / 10
      at += 2
    }
    let count = 1
    if (line.charCodeAt(at) === star) {
      const countEnd = digitsEnd(line, at + 1)
      if (countEnd === at + 1 || countEnd - at > 8) return undefined
      count = integer(line, at + 1, countEnd)
      at = countEnd
    }
    if ((at < line.length && line.charCodeAt(at) !== space) || values.length + count > most) return undefined
    for (let left = count; left > 0; left--) values.push(value)
  }
  return values
}

const space = 0x20
const star = 0x2a
const point = 0x2e
const zero = 0x30

function digitsEnd(text: string, from: number): number {
  let at = from
  for (let code = text.charCodeAt(at); code >= zero && code <= 0x39; code = text.charCodeAt(at)) at++
  return at
}

function integer(text: string, from: number, to: number): number {
  let value = 0
  for (let at = from; at < to; at++) value = value * 10 + text.charCodeAt(at) - zero
  return value
}

export function roundToTenth(number: number): number {
  return Math.round(number * 10) / 10
}
