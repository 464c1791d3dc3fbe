/** A text as it reads once its escapes are resolved, and the way back. */
export interface View {
  readonly text: string
  /** Where in the source this place of the view comes from. */
  readonly toSource: (offset: number) => number
}

/** JSON's escapes resolved, wherever they stand; undefined where there are none. Offsets hold because every escape is one UTF-16 unit. */
export function withoutEscapes(text: string): View | undefined {
  return text.includes('\\') ? resolve(text, /\\(?:u[0-9a-fA-F]{4}|[^])/g, unescape) : undefined
}

/** Percent-encoding resolved, a byte a character; undefined where there is none. */
export function withoutPercent(text: string): View | undefined {
  return /%[0-9a-fA-F]{2}/.test(text)
    ? resolve(text, /%[0-9a-fA-F]{2}/g, (escape) => String.fromCharCode(Number.parseInt(escape.slice(1), 16)))
    : undefined
}

const shortEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescape(escape: string): string {
  const letter = escape[1]!
  return letter === 'u' && escape.length === 6 ? String.fromCharCode(Number.parseInt(escape.slice(2), 16)) : (shortEscapes[letter] ?? letter)
}

function resolve(source: string, escapes: RegExp, one: (escape: string) => string): View {
  const parts: string[] = []
  // Behind each escape: how far the view and the source had come.
  const inView: number[] = [0]
  const inSource: number[] = [0]
  let position = 0
  let length = 0
  for (const match of source.matchAll(escapes)) {
    parts.push(source.slice(position, match.index), one(match[0]))
    length += match.index - position + 1
    position = match.index + match[0].length
    inView.push(length)
    inSource.push(position)
  }
  parts.push(source.slice(position))
  return {
    text: parts.join(''),
    toSource(offset) {
      const index = lastNotAfter(inView, offset)
      return inSource[index]! + offset - inView[index]!
    },
  }
}

function lastNotAfter(sorted: readonly number[], wanted: number): number {
  let low = 0
  let high = sorted.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (sorted[middle]! <= wanted) low = middle
    else high = middle - 1
  }
  return low
}
