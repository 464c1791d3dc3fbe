import { decodeUtf8 } from '../../model/body.ts'

/**
 * A file's text in the parts that saving keeps apart: what stands before the interactions, each of them, and what follows.
 *
 * Each part is a string of its own, not a slice: one emoji makes a string two bytes a character, so that it would double the memory of a whole file.
 */
export interface Pieces {
  readonly head: string
  readonly items: readonly string[]
  readonly tail: string
}

const listKey = new TextEncoder().encode('interactions:\n')
const lf = 0x0a
const space = 0x20
const dash = 0x2d

/**
 * Cuts a file at the dashes of its interactions; undefined where it is not UTF-8. Where no such list is found, all of it is the head.
 *
 * @param oddBreaks Whether U+2028 and U+2029 end lines, as they do in go-yaml
 */
export function cutFile(bytes: Uint8Array, oddBreaks = true): Pieces | undefined {
  const cuts = findCuts(bytes, oddBreaks && nextOddBreak(bytes, 0) < bytes.length)
  const texts: string[] = []
  for (let index = 0; index <= cuts.length; index++) {
    const text = decodeUtf8(bytes.subarray(cuts[index - 1] ?? 0, cuts[index] ?? bytes.length))
    if (text === undefined) return undefined
    texts.push(text)
  }
  return cuts.length === 0
    ? { head: texts[0]!, items: [], tail: '' }
    : { head: texts[0]!, items: texts.slice(1, -1), tail: texts.at(-1)! }
}

/** The offsets at which the interactions begin, then that of what follows the last one. */
function findCuts(bytes: Uint8Array, oddBreaks: boolean): number[] {
  let at = findList(bytes)
  let column = 0
  while (bytes[at + column] === space) column++
  const cuts: number[] = []
  for (; at !== 0 && at < bytes.length; at = nextLine(bytes, at, oddBreaks)) {
    let spaces = 0
    while (spaces < column && bytes[at + spaces] === space) spaces++
    const first = bytes[at + spaces]
    // Text of the interaction, or a blank line in it.
    if (first === lf || (first === space && spaces === column) || (oddBreaks && isOddBreak(bytes, at + spaces))) continue
    if (spaces === column && first === dash && bytes[at + spaces + 1] === space) cuts.push(at)
    // Behind U+2028 a closing quote may stand in the first column.
    else if (bytes[at - 1] === lf) break
  }
  return cuts.length === 0 ? [] : [...cuts, Math.min(at, bytes.length)]
}

/** Where the line behind `interactions:` begins; 0 where there is none. */
function findList(bytes: Uint8Array): number {
  for (let at = 0; at < bytes.length; at = nextLine(bytes, at, false)) {
    if (listKey.every((byte, index) => bytes[at + index] === byte)) return at + listKey.length
  }
  return 0
}

function nextLine(bytes: Uint8Array, from: number, oddBreaks: boolean): number {
  const found = bytes.indexOf(lf, from)
  const end = found === -1 ? bytes.length : found + 1
  return oddBreaks ? Math.min(end, nextOddBreak(bytes, from) + 3) : end
}

function nextOddBreak(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xe2, from)
  while (at !== -1 && !isOddBreak(bytes, at)) at = bytes.indexOf(0xe2, at + 1)
  return at === -1 ? bytes.length : at
}

/** U+2028 or U+2029 in UTF-8. */
function isOddBreak(bytes: Uint8Array, at: number): boolean {
  return bytes[at] === 0xe2 && bytes[at + 1] === 0x80 && (bytes[at + 2]! | 1) === 0xa9
}
