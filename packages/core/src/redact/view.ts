/** A text as it reads once its escapes are resolved, and the way back. */
export interface View {
  readonly text: string
  /** Where in the source this place of the view comes from. */
  readonly toSource: (offset: number) => number
}

/** JSON's escapes resolved, wherever they stand; undefined where there are none. Offsets hold because every escape is one UTF-16 unit. */
export function withoutEscapes(text: string): View | undefined {
  return text.includes('\\') ? resolve(text, '\\', (at) => (isUnicodeEscape(text, at) ? 6 : 2), unescape) : undefined
}

/** Percent-encoding resolved, a byte a character; undefined where there is none. */
export function withoutPercent(text: string): View | undefined {
  return text.includes('%') && /%[0-9a-fA-F]{2}/.test(text)
    ? resolve(
        text,
        '%',
        (at) => (isHex(text.slice(at + 1, at + 3), 2) ? 3 : 1),
        (escape) => (escape.length === 1 ? '%' : String.fromCharCode(Number.parseInt(escape.slice(1), 16))),
      )
    : undefined
}

const shortEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' }

function unescape(escape: string): string {
  const letter = escape[1] ?? '\\'
  return letter === 'u' && escape.length === 6
    ? String.fromCharCode(Number.parseInt(escape.slice(2), 16))
    : (shortEscapes[letter] ?? letter)
}

function isUnicodeEscape(text: string, at: number): boolean {
  return text[at + 1] === 'u' && isHex(text.slice(at + 2, at + 6), 4)
}

function isHex(text: string, length: number): boolean {
  return text.length === length && /^[0-9a-fA-F]+$/.test(text)
}

// By looking for the sign rather than by an expression: a long prompt has an escape a line.
function resolve(source: string, sign: string, lengthAt: (at: number) => number, one: (escape: string) => string): View {
  const parts: string[] = []
  // Behind each escape: how far the view and the source had come.
  const inView: number[] = [0]
  const inSource: number[] = [0]
  let position = 0
  let length = 0
  for (let at = source.indexOf(sign); at !== -1; at = source.indexOf(sign, position)) {
    const end = Math.min(at + lengthAt(at), source.length)
    parts.push(source.slice(position, at), one(source.slice(at, end)))
    length += at - position + 1
    position = end
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
