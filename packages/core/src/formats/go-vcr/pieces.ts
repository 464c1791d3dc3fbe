import { decodeUtf8, encodeUtf8 } from '../../model/body.ts'
import { classifyBytes } from './raw-bytes.ts'

/** A file's text in the parts that saving keeps apart: what stands before the interactions, each of them, what follows. */
export interface Pieces {
  readonly head: string
  readonly items: readonly string[]
  readonly tail: string
}

/** A file cut at the dashes of its interactions; what follows the last one is yet a part of it. */
export interface Cut {
  readonly head: string
  readonly items: readonly string[]
  /** The items that are nothing but ASCII. */
  readonly ascii: readonly boolean[]
  /** There are characters that go-yaml always escapes; goccy/go-yaml does not. */
  readonly oddBytes: boolean
}

// The rest of what go-yaml always escapes: C1 controls (NEL among them), a BOM, non-characters.
const neverRaw = /[\x80-\x9f\ufeff\ufffe\uffff]/
const controls = /[\0-\x08\x0b-\x1f\x7f]/
const unusual = ['\u2028', '\u2029', '\ufeff', '\ufffe', '\uffff']
// Of a small file the memory does not matter.
const large = 100_000

/** Cuts what a YAML library of Go may have written; undefined for what is no UTF-8 or has CRLF. */
export function cutFile(bytes: Uint8Array): Cut | undefined {
  const kind = classifyBytes(bytes)
  const text = decodeUtf8(bytes)
  if (text === undefined || (kind === 'controls' && text.includes('\r'))) return undefined
  const isUsual = kind === 'ascii' || (kind === 'unicode' && !unusual.some((character) => text.includes(character)))
  const oddBytes = kind === 'controls' || (!isUsual && neverRaw.test(text))
  const starts = findItems(text, !isUsual)
  const head = text.slice(0, starts[0] ?? text.length)
  const items = starts.map((start, index) => text.slice(start, starts[index + 1]))
  if (kind !== 'ascii' && text.length >= large) return { ...ownStrings(head, items), oddBytes }
  return { head, items, ascii: items.map(() => kind === 'ascii'), oddBytes }
}

/** Whether a part has characters that go-yaml always escapes. */
export function hasOddBytes(text: string): boolean {
  return controls.test(text) || neverRaw.test(text)
}

/** One emoji makes a string two bytes a character, and a slice keeps all of its string: so each part becomes a string of its own. */
function ownStrings(head: string, items: readonly string[]): Pick<Cut, 'head' | 'items' | 'ascii'> {
  const encoded = items.map(encodeUtf8)
  const own = encoded.map((bytes) => decodeUtf8(bytes)!)
  return { head: decodeUtf8(encodeUtf8(head))!, items: own, ascii: own.map((item, index) => item.length === encoded[index]!.length) }
}

/** The offsets at which the interactions begin. Where go-yaml wrote the file, nothing inside of them can look like that. */
function findItems(text: string, oddBreaks: boolean): number[] {
  const list = /(?:^|\n)interactions:\n( *)- /.exec(text)
  if (list === null) return []
  const dash = `${list[1]}- `
  const first = list.index + list[0].length - dash.length
  const starts = [first]
  if (oddBreaks) {
    // These end lines too, as in go-yaml; goccy/go-yaml writes no dash behind them.
    for (const { index } of text.matchAll(/[\n\u2028\u2029]/g))
      if (index > first && text.startsWith(dash, index + 1)) starts.push(index + 1)
    return starts
  }
  const next = `\n${dash}`
  for (let at = text.indexOf(next, first); at !== -1; at = text.indexOf(next, at + 1)) starts.push(at + 1)
  return starts
}
