// Enough to recognise the place.
const context = 6

/** Two texts without what they have in common at both ends, but for a few words. */
export function differing(left: string, right: string): [left: string, right: string] {
  const a = wordsOf(left)
  const b = wordsOf(right)
  const shorter = Math.min(a.length, b.length)
  let start = 0
  while (start < shorter && a[start] === b[start]) start++
  let end = 0
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++
  const from = start <= context + 1 ? 0 : start - context
  const rest = end <= context + 1 ? 0 : end - context
  return [around(a, from, rest), around(b, from, rest)]
}

/** Words with the space before them. */
function wordsOf(text: string): string[] {
  return text.match(/\s*\S+|\s+$/g) ?? []
}

function around(words: readonly string[], from: number, rest: number): string {
  const shown = words.slice(from, words.length - rest).join('')
  return `${from > 0 ? '…' : ''}${shown}${rest > 0 ? ' …' : ''}`
}
