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

/** The numbers of such a line; undefined where it is none. */
export function parseRuns(line: string): number[] | undefined {
  const values: number[] = []
  for (const run of line.split(' ')) {
    if (run === '') continue
    const star = run.indexOf('*')
    const value = star === -1 ? run : run.slice(0, star)
    const count = star === -1 ? 1 : toNumber(run.slice(star + 1), 7, false)
    const number = toNumber(value, 15, true)
    if (number === undefined || count === undefined || values.length + count > most) return undefined
    for (let left = count; left > 0; left--) values.push(number)
  }
  return values
}

/**
 * How many numbers stand between two offsets and what they add up to, in quotes or not; undefined for all that {@link formatRuns} would not write. Decimals
 * count for nothing in the total.
 */
export function countRuns(text: string, from: number, to: number, whole: boolean): { count: number; total: number } | undefined {
  const quoted = text.charCodeAt(from) === 0x22 && text.charCodeAt(to - 1) === 0x22 && to - from > 1
  const end = quoted ? to - 1 : to
  let count = 0
  let total = 0
  for (let at = quoted ? from + 1 : from; at < end; at++) {
    const start = at
    let value = 0
    let times = 1
    for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) value = value * 10 + code - 0x30
    if (at === start || at - start > 9) return undefined
    if (text.charCodeAt(at) === 0x2e) {
      const decimal = text.charCodeAt(at + 1)
      if (whole || decimal < 0x30 || decimal > 0x39) return undefined
      at += 2
    }
    if (text.charCodeAt(at) === 0x2a) {
      const first = ++at
      times = 0
      for (let code = text.charCodeAt(at); code >= 0x30 && code <= 0x39; code = text.charCodeAt(++at)) times = times * 10 + code - 0x30
      if (at === first || at - first > 6) return undefined
    }
    // One space, or the end.
    if (at < end && (text.charCodeAt(at) !== 0x20 || at + 1 === end)) return undefined
    count += times
    total += value * times
  }
  return count > most || (whole && !areChunks(count, total)) ? undefined : { count, total }
}

/** Up to so many digits, and one decimal where it is allowed. Every chunk of a cassette has two of these, so no pattern is matched. */
function toNumber(text: string, mostDigits: number, decimal: boolean): number | undefined {
  const point = text.indexOf('.')
  const digits = point === -1 ? text.length : point
  if (digits === 0 || digits > mostDigits || (point !== -1 && (!decimal || text.length !== point + 2))) return undefined
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (at !== point && (code < 0x30 || code > 0x39)) return undefined
  }
  return Number(text)
}

export function roundToTenth(number: number): number {
  return Math.round(number * 10) / 10
}
