import { toPointer } from '../json/pointer.ts'
import { withoutEscapes } from './view.ts'

/** A string in a JSON text: its place between the quotes, and what it is called. */
export interface JsonString {
  readonly start: number
  readonly end: number
  /** The name of the value, or of the array that holds it; undefined where it has none. */
  readonly name: string | undefined
  /** Whether it is a key itself. */
  readonly isKey: boolean
  /** A JSON Pointer to it; of a key, to its object. Made only when asked for. */
  readonly pointer: () => string
}

interface Level {
  readonly array: boolean
  key: string | undefined
  index: number
  wantsKey: boolean
}

/**
 * Visits every string of a JSON text, or of several one after the other. It reads what is there rather than what should be: a stream that was cut
 * is no valid JSON, and holds secrets all the same.
 */
export function visitStrings(text: string, from: number, to: number, visit: (string: JsonString) => void): void {
  const levels: Level[] = []
  for (let at = from; at < to; at++) {
    const level = levels.at(-1)
    switch (text.charAt(at)) {
      case '"': {
        const end = closingQuote(text, at + 1, to)
        visitOne(at + 1, end, level)
        at = end
        break
      }
      case '{':
        levels.push({ array: false, key: undefined, index: 0, wantsKey: true })
        break
      case '[':
        levels.push({ array: true, key: undefined, index: 0, wantsKey: false })
        break
      case '}':
      case ']':
        levels.pop()
        break
      case ',':
        if (level?.array) level.index++
        else if (level) level.wantsKey = true
        break
      default:
    }
  }

  function visitOne(start: number, end: number, level: Level | undefined): void {
    const isKey = level !== undefined && !level.array && level.wantsKey
    if (isKey) {
      level.key = unescaped(text.slice(start, end))
      level.wantsKey = false
    }
    visit({ start, end, isKey, name: isKey ? undefined : nameOf(), pointer: () => pointerOf(isKey ? levels.slice(0, -1) : levels) })
  }

  // `{"client_secret":{"value":"…"}}` is how OpenAI hands out the keys of sessions.
  function nameOf(): string | undefined {
    const own = levels.at(-1)
    const named = own?.array || own?.key === 'value' ? (levels.at(-2) ?? own) : own
    return named?.key
  }
}

function pointerOf(levels: readonly Level[]): string {
  return toPointer(levels.map(({ array, index, key }) => (array ? index : (key ?? ''))))
}

/** The string's content, its escapes resolved. */
export function unescaped(content: string): string {
  return withoutEscapes(content)?.text ?? content
}

// By looking for quotes rather than by an expression: one that steps over escapes runs out of stack on a string of a million of them.
function closingQuote(text: string, from: number, to: number): number {
  for (let quote = text.indexOf('"', from); quote !== -1 && quote < to; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0
    while (text[quote - 1 - slashes] === '\\') slashes++
    if (slashes % 2 === 0) return quote
  }
  return to
}
