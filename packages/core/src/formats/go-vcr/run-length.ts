// A million chunks is far beyond any response; without a limit, `0*9999999999` in a hand-edited file would eat the memory.
const most = 1_000_000

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
  for (const run of line.split(' ').filter(Boolean)) {
    const [, value, count = '1'] = /^(\d{1,15}(?:\.\d)?)(?:\*(\d{1,7}))?$/.exec(run) ?? []
    if (value === undefined || values.length + Number(count) > most) return undefined
    for (let left = Number(count); left > 0; left--) values.push(Number(value))
  }
  return values
}

export function roundToTenth(number: number): number {
  return Math.round(number * 10) / 10
}
