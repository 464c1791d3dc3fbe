import type { HeaderList } from '../../model/headers.ts'
import { bail } from './cursor.ts'
import { resolvePlain, type YamlMap } from './tree.ts'

// A list of texts, or a map of such lists: lines that an item's pattern has found, each with the break before it. Every value is in one of the pattern's
// forms, so only the columns and the names are yet to be looked at.

const dash = 0x2d

/** Gives up where the lines do not stand in columns from the given one on, or a name stands twice. */
export function checkBlock(block: string, column: number): void {
  let nameMargin = -1
  let valueMargin = -1
  const names: string[] = []
  for (let start = 1; start < block.length;) {
    const at = behindSpaces(block, start)
    const margin = at - start
    start = endOfLine(block, at) + 1
    if (block.charCodeAt(at) === dash) {
      if (valueMargin === -1 ? margin < Math.max(column, nameMargin) : margin !== valueMargin) bail()
      valueMargin = margin
    } else {
      const name = nameAt(block, at)
      if ((nameMargin === -1 ? margin < column : margin !== nameMargin) || names.includes(name) || resolvePlain(name) === null) bail()
      nameMargin = margin
      valueMargin = -1
      names.push(name)
    }
  }
}

/** The values of all names, each with its own; those of a list have none. */
export function pairsOf(block: string): HeaderList {
  const pairs: (readonly [string, string])[] = []
  let name = ''
  for (let start = 1; start < block.length;) {
    const at = behindSpaces(block, start)
    const end = endOfLine(block, at)
    if (block.charCodeAt(at) === dash) pairs.push([name, unquote(block.slice(at + 2, end))])
    else name = nameAt(block, at)
    start = end + 1
  }
  return pairs
}

/** The lists of all names, empty ones among them. */
export function listsOf(block: string): YamlMap {
  const lists = new Map<string, string[]>()
  let list: string[] = []
  for (const line of block.slice(1).split('\n')) {
    const text = line.trimStart()
    if (text.charCodeAt(0) === dash) list.push(unquote(text.slice(2)))
    else lists.set(nameAt(text, 0), (list = []))
  }
  return lists
}

/** Whether a name may be without values. */
export function hasEmptyList(block: string): boolean {
  return block.includes(': []')
}

/** What a scalar on one line stands for where it is text. */
export function unquote(text: string): string {
  const first = text.charCodeAt(0)
  if (first === 0x22) return text.slice(1, -1)
  return first === 0x27 ? text.slice(1, -1).replaceAll("''", "'") : text
}

function nameAt(block: string, at: number): string {
  return block.slice(at, block.indexOf(':', at))
}

function behindSpaces(text: string, from: number): number {
  let at = from
  while (text.charCodeAt(at) === 0x20) at++
  return at
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from)
  return end === -1 ? text.length : end
}
