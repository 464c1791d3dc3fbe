/**
 * The order in which go-yaml writes the keys of a map: letters by code point, runs of digits by their value (`X-2` before `X-10`), and everything
 * that is neither before letters.
 *
 * @see https://github.com/go-yaml/yaml/blob/v3.0.1/sorter.go
 */
export function compareKeys(left: string, right: string): number {
  return left === right ? 0 : comesFirst(runes(left), runes(right)) ? -1 : 1
}

// Go sees each byte that is no UTF-8 as U+FFFD.
const runes = (text: string): string[] => Array.from(text.toWellFormed())
const isDigit = (rune: string | undefined): boolean => rune !== undefined && /^\p{Nd}$/u.test(rune)
const isLetter = (rune: string): boolean => /^\p{L}$/u.test(rune)
const codePoint = (rune: string): number => rune.codePointAt(0)!

function comesFirst(left: readonly string[], right: readonly string[]): boolean {
  let afterDigit = false
  for (let at = 0; at < left.length && at < right.length; at++) {
    const [mine, other] = [left[at]!, right[at]!]
    if (mine === other) {
      afterDigit = isDigit(mine)
      continue
    }
    const [letter, otherLetter] = [isLetter(mine), isLetter(other)]
    if (letter && otherLetter) return codePoint(mine) < codePoint(other)
    if (letter || otherLetter) return afterDigit ? letter : otherLetter
    return numberComesFirst(left, right, at)
  }
  return left.length < right.length
}

function numberComesFirst(left: readonly string[], right: readonly string[], from: number): boolean {
  // A zero inside a number (`10` and `1a`) must count as a place, not as a leading zero.
  const start = (left[from] === '0' || right[from] === '0') && followsNonZero(left, from) ? 1n : 0n
  const [value, end] = digitsFrom(left, from, start)
  const [otherValue, otherEnd] = digitsFrom(right, from, start)
  if (value !== otherValue) return value < otherValue
  if (end !== otherEnd) return end < otherEnd
  return codePoint(left[from]!) < codePoint(right[from]!)
}

function followsNonZero(text: readonly string[], from: number): boolean {
  for (let at = from - 1; at >= 0 && isDigit(text[at]); at--) if (text[at] !== '0') return true
  return false
}

function digitsFrom(text: readonly string[], from: number, start: bigint): [value: bigint, end: number] {
  let value = start
  let end = from
  // Go adds up in an int64, which wraps.
  for (; isDigit(text[end]); end++) value = BigInt.asIntN(64, value * 10n + BigInt(codePoint(text[end]!) - 0x30))
  return [value, end]
}
