import { toPointer } from '../json/pointer.ts'
import { withoutEscapes } from './view.ts'

/**
 * Told of a string in a JSON text: its place between the quotes, and what it is called.
 *
 * @param name The name of the value, or of the array that holds it; undefined where it has none
 * @param isKey Whether it is a key itself
 * @param pointer A JSON Pointer to it; of a key, to its object. To be asked for at once, or not at all
 */
export type VisitString = (start: number, end: number, name: string | undefined, isKey: boolean, pointer: () => string) => void

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
export function visitStrings(text: string, from: number, to: number, visit: VisitString): void {
  const levels: Level[] = []
  let level: Level | undefined
  for (let at = from; at < to; at++) {
    switch (text.charCodeAt(at)) {
      case 0x22 /* " */: {
        const end = closingQuote(text, at + 1, to)
        visitOne(at + 1, end)
        at = end
        break
      }
      case 0x7b /* { */:
        levels.push((level = { array: false, key: undefined, index: 0, wantsKey: true }))
        break
      case 0x5b /* [ */:
        levels.push((level = { array: true, key: undefined, index: 0, wantsKey: false }))
        break
      case 0x7d /* } */:
      case 0x5d /* ] */:
        levels.pop()
        level = levels.at(-1)
        break
      case 0x2c /* , */:
        if (level?.array) level.index++
        else if (level) level.wantsKey = true
        break
      default:
    }
  }

  function visitOne(start: number, end: number): void {
    if (level === undefined || level.array || !level.wantsKey) return visit(start, end, nameOf(), false, toValue)
    level.key = unescaped(text.slice(start, end))
    level.wantsKey = false
    visit(start, end, undefined, true, toObject)
  }

  function toValue(): string {
    return pointerOf(levels)
  }

  function toObject(): string {
    return pointerOf(levels.slice(0, -1))
  }

  // `{"client_secret":{"value":"…"}}` is how OpenAI hands out the keys of sessions.
  function nameOf(): string | undefined {
    const named = level?.array || level?.key === 'value' ? (levels.at(-2) ?? level) : level
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
