import type { Emitter } from './layout.ts'

/**
 * What go-yaml takes this text for where it is unquoted: `text` for a string and nothing else; `mistakable` for a string that YAML 1.1 readers
 * would take for something else (`yes`, `12:30`); `other` for a number, a date, a truth value. Its writer quotes the last two.
 *
 * @see https://github.com/go-yaml/yaml/blob/v3.0.1/resolve.go
 */
export function classifyPlain(text: string, emitter: Emitter): 'text' | 'mistakable' | 'other' {
  if (text === '' || words.has(text)) return 'other'
  // yaml.v3 writes a merge key without quotes, and cannot read it back.
  if (text === '<<') return emitter === 'yaml.v3' ? 'text' : 'mistakable'
  if (oldBooleans.has(text)) return 'mistakable'
  const first = text.charCodeAt(0)
  const digit = first >= 0x30 && first <= 0x39
  if (first === 0x2e) return isFloat(text.replaceAll(/(?<=\d)_(?=\d)/g, '')) ? 'other' : 'text'
  if (!digit && first !== 0x2b && first !== 0x2d) return 'text'
  if (base60.test(text)) return 'mistakable'
  const bare = text.replaceAll('_', '')
  return isTimestamp(text) || isInteger(bare, emitter) || isFloat(bare) ? 'other' : 'text'
}

const words = new Set(
  [
    ['~', 'null', 'Null', 'NULL', 'true', 'True', 'TRUE', 'false', 'False', 'FALSE'],
    ['.nan', '.NaN', '.NAN', ...['', '+', '-'].flatMap((sign) => ['.inf', '.Inf', '.INF'].map((infinity) => sign + infinity))],
  ].flat(),
)
const oldBooleans = new Set(
  [
    ['y', 'Y', 'yes', 'Yes', 'YES', 'on', 'On', 'ON'],
    ['n', 'N', 'no', 'No', 'NO', 'off', 'Off', 'OFF'],
  ].flat(),
)

const base60 = /^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$/

function isFloat(text: string): boolean {
  // Go reports an overflow as an error, so what overflows is a string to it.
  return /^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$/.test(text) && Number.isFinite(Number(text))
}

/** Go's strconv.ParseInt and ParseUint with base 0; yaml.v3 cuts the prefix off first, so that a sign may follow it. */
function isInteger(text: string, emitter: Emitter): boolean {
  if (emitter === 'yaml.v3' && /^0[bo][-+]/.test(text)) return isInteger(text.slice(2, 3) + text.slice(0, 2) + text.slice(3), emitter)
  return (
    fits(text, /^([-+]?)(0|[1-9][0-9]*)$/, '') ||
    fits(text, /^([-+]?)0[xX]([0-9a-fA-F]+)$/, '0x') ||
    fits(text, /^([-+]?)0[bB]([01]+)$/, '0b') ||
    fits(text, /^([-+]?)0[oO]?([0-7]+)$/, '0o')
  )
}

function fits(text: string, pattern: RegExp, prefix: string): boolean {
  const [, sign, digits] = pattern.exec(text) ?? []
  if (digits === undefined) return false
  const value = BigInt(prefix + digits)
  if (sign === '-') return value <= 1n << 63n
  return value < (sign === '+' ? 1n << 63n : 1n << 64n)
}

const timestamp =
  /^(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt](\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?(?:Z|[-+](\d\d):(\d\d)))|(?: +(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?))?$/

/** Go's time.Parse with the four layouts that go-yaml tries, ranges included: February 30 is a string. */
function isTimestamp(text: string): boolean {
  const match = timestamp.exec(text)
  if (match === null) return false
  const [year, month, day, ...clock] = match.slice(1).map((part) => Number(part ?? 0))
  const [hour, minute, second, zoneHour, zoneMinute, spacedHour, spacedMinute, spacedSecond] = clock
  if (month! < 1 || month! > 12 || day! < 1 || day! > daysIn(year!, month!)) return false
  const inDay = hour! < 24 && minute! < 60 && second! < 60 && spacedHour! < 24 && spacedMinute! < 60 && spacedSecond! < 60
  return inDay && zoneHour! <= 24 && zoneMinute! <= 60
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28
  return [4, 6, 9, 11].includes(month) ? 30 : 31
}
