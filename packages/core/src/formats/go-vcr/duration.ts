/** Nanoseconds a unit. Go writes `µ` with U+00B5 and reads U+03BC too. */
const units = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
])

/**
 * Milliseconds as Go's `Duration.String` writes them: `626.391292ms`, `1m18.00699275s`, `0s`.
 *
 * @see https://pkg.go.dev/time#Duration.String
 */
export function formatDuration(milliseconds: number): string {
  const nanoseconds = Math.round(milliseconds * 1e6)
  if (nanoseconds === 0) return '0s'
  if (nanoseconds < 1e3) return `${nanoseconds}ns`
  if (nanoseconds < 1e6) return `${fraction(nanoseconds, 1e3)}µs`
  if (nanoseconds < 1e9) return `${fraction(nanoseconds, 1e6)}ms`
  const minutes = Math.floor(nanoseconds / 60e9)
  const seconds = `${fraction(nanoseconds - minutes * 60e9, 1e9)}s`
  if (minutes === 0) return seconds
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`
}

function fraction(nanoseconds: number, unit: number): string {
  const whole = Math.floor(nanoseconds / unit)
  const rest = String(nanoseconds - whole * unit)
    .padStart(String(unit).length - 1, '0')
    .replace(/0+$/, '')
  return rest === '' ? String(whole) : `${whole}.${rest}`
}

/** Whether Go's `time.ParseDuration` accepts it, signs apart: nothing waits for less than no time. */
export function isDuration(text: string): boolean {
  return text === '0' || /^(?:(?:\d+\.?\d*|\.\d+)(?:ns|us|µs|μs|ms|s|m|h))+$/.test(text)
}

/** Milliseconds of a duration; undefined where it is none. */
export function parseDuration(text: string): number | undefined {
  if (!isDuration(text)) return undefined
  let nanoseconds = 0
  const part = /([\d.]+)([a-zµμ]+)/g
  for (let found = part.exec(text); found !== null; found = part.exec(text)) nanoseconds += Number(found[1]) * units.get(found[2]!)!
  return Math.round(nanoseconds) / 1e6
}
