import { RespoolError } from '../../model/errors.ts'
import type { Pieces } from './pieces.ts'

/** A file while it is read: what its errors and warnings name. */
export interface Reading {
  /** Such as `__cassettes__/hi.yaml`. */
  readonly name: string
  /** The file's text, where its parts are not known: to find the lines of its problems. */
  readonly text?: string
  readonly pieces?: Pieces | undefined
  readonly warnings: string[]
  /** How many warnings were left out. */
  unsaid?: number
}

export interface TextReading extends Reading {
  readonly text: string
}

/** A place in the file: an interaction, counted from 0, and the keys that lead there. */
export interface Place {
  readonly interaction?: number
  readonly path?: readonly string[]
  /** Counted from 1; looked for where it is not known. */
  readonly line?: number | undefined
}

/** Throws the one error of reading: where, what is wrong, what to do. */
export function refuse(
  reading: Pick<Reading, 'name'> & Partial<Reading>,
  place: Place,
  problem: string,
  advice: string,
  expected?: string,
): never {
  const line = place.line ?? findLine(reading, place)
  throw new RespoolError('invalid-cassette', `Cannot read the cassette ${describe(reading.name, place, line)}: ${problem}. ${advice}`, {
    cassette: reading.name,
    ...(line === undefined ? {} : { line }),
    ...(place.interaction === undefined ? {} : { interaction: place.interaction }),
    ...(expected === undefined ? {} : { expected }),
  })
}

// Nobody reads more; and finding the line of each takes time in proportion to the file.
const mostWarnings = 20

export function warn(reading: Reading, place: Place, problem: string): void {
  const { warnings } = reading
  if (warnings.length < mostWarnings) {
    warnings.push(`${describe(reading.name, place, place.line ?? findLine(reading, place))}: ${problem}`)
    return
  }
  reading.unsaid = (reading.unsaid ?? 0) + 1
  warnings[mostWarnings] = `${reading.name}: and ${reading.unsaid} more like these`
}

export function lineAt(text: string, offset: number): number {
  let line = 1
  for (let at = text.indexOf('\n'); at !== -1 && at < offset; at = text.indexOf('\n', at + 1)) line++
  return line
}

/** The interaction that a line belongs to, as far as the list's dashes tell: of a file that cannot be read there is nothing else to go by. */
export function interactionAt(text: string, line: number): number | undefined {
  const before = text.split('\n', line)
  const list = before.slice(before.findIndex((each) => each.startsWith('interactions:')) + 1)
  const dash = /^ *- /.exec(list.find((each) => each.trim() !== '') ?? '')?.[0]
  if (list.length === before.length || dash === undefined) return undefined
  return list.filter((each) => each.startsWith(dash)).length - 1
}

function describe(name: string, { interaction, path = [] }: Place, line: number | undefined): string {
  const where = [name]
  if (line !== undefined) where.push(`line ${line}`)
  if (interaction !== undefined) where.push(`interaction ${interaction}`)
  if (path.length > 0) where.push(path.join('.'))
  return where.join(', ')
}

/** The readers keep no positions, because hardly any file needs them: the keys are looked for in the text. */
function findLine({ text, pieces }: Partial<Reading>, { interaction, path = [] }: Place): number | undefined {
  if (interaction === undefined) {
    const whole = text ?? (pieces && pieces.head + pieces.items.join('') + pieces.tail)
    return whole === undefined ? undefined : lineOfKey(whole, path)
  }
  if (pieces === undefined) return undefined
  const before = pieces.head + pieces.items.slice(0, interaction).join('')
  return lineAt(before, before.length) - 1 + lineOfKey(pieces.items[interaction]!, path)
}

/** Follows the keys down a text. */
function lineOfKey(text: string, path: readonly string[]): number {
  let at = 0
  for (const key of path) {
    const pattern = new RegExp(`^[ ]*(?:-[ ]+)?["']?${key.replaceAll(/[^\w]/g, '\\$&')}["']?[ ]*:`, 'gm')
    pattern.lastIndex = at
    const found = pattern.exec(text)
    if (found === null) break
    at = found.index
  }
  return lineAt(text, at)
}
