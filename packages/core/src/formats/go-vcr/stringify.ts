import type { Cassette, CassetteFrame } from '../../model/cassette.ts'
import { encodeUtf8 } from '../../model/body.ts'
import { RespoolError } from '../../model/errors.ts'
import type { Extra, Interaction } from '../../model/interaction.ts'
import { emitItem, emitMap } from './emit.ts'
import { compactLayout, type Layout } from './layout.ts'
import { fileOf, sourceOf, type FileText } from './sources.ts'
import { interactionTree } from './to-tree.ts'
import { fromPlain } from './values.ts'

export interface StringifyOptions {
  /** Where YAML readers disagree about the style that go-yaml would choose, take one that all read alike. Default true; false is go-yaml's own output. */
  readonly safe?: boolean
}

/** What a new interaction must fit in with. */
interface Target {
  readonly column: number
  readonly layout: Layout
  readonly lineEnd: '\n' | '\r\n'
}

const newFile: Target = { column: 0, layout: compactLayout, lineEnd: '\n' }

/**
 * Writes a go-vcr cassette. Interactions that were read and not changed keep their text byte for byte, as does all that stands around them; the others
 * are written in the file's own layout, new files in the compact one.
 *
 * @throws RespoolError `invalid-cassette` for a file in flow style or JSON, to which nothing can be added without rewriting it
 */
export function stringifyGoVcr(cassette: Cassette, { safe = true }: StringifyOptions = {}): Uint8Array {
  const { interactions } = cassette
  const file = fileOf(cassette.frame)
  if (file?.column === undefined && file !== undefined) return encodeUtf8(unchangedText(cassette, file))
  const target = file === undefined ? newFile : { ...file, column: file.column! }
  const frame = usableFrame(cassette, file)
  const ids = assignIds(interactions, target)
  const texts = interactions.map((interaction, index) => keptText(interaction, target) ?? emitText(interaction, ids[index]!, target, safe))
  const head = file?.interactions.length === 0 && interactions.length === 0 ? frame.head : fitHead(frame.head, interactions.length)
  return encodeUtf8(joinLines([head, ...texts, frame.tail], target.lineEnd))
}

function unchangedText({ interactions, frame }: Cassette, file: FileText): string {
  if (interactions.length === file.interactions.length && interactions.every((each, index) => each === file.interactions[index]))
    return frame!.head
  throw new RespoolError(
    'invalid-cassette',
    `Cannot add to or take from the cassette ${file.name}: its interactions do not begin on lines of their own (it is JSON, or YAML in flow style), ` +
      'so nothing can be changed without rewriting all of it. Delete the file and record it again, or rewrite it once in block style.',
    { cassette: file.name, expected: 'interactions in block style: each begins with `- ` on a line of its own' },
  )
}

/** A frame that was copied has lost its file; it is good for as long as interactions can follow its head. */
function usableFrame({ frame, extra }: Cassette, file: FileText | undefined): CassetteFrame {
  if (frame !== undefined && (file !== undefined || /(?:^|\n)interactions:[ \t]*(?:\[[ \t]*\])?[ \t]*\r?\n$/.test(frame.head))) return frame
  return { head: newHead(extra), tail: '' }
}

function newHead(extra: Extra = {}): string {
  const others = Object.entries(extra).filter(([key]) => key !== 'version' && key !== 'interactions')
  const tree = new Map(others.map(([key, value]) => [key, fromPlain(value)]))
  return `---\nversion: 2\n${emitMap(tree, 0, { layout: compactLayout, safe: true })}interactions:\n`
}

/** `interactions: []` opens for the first interaction, and `interactions:` closes behind the last. */
function fitHead(head: string, count: number): string {
  if (count === 0) return head.replace(/((?:^|\n)interactions:)[ \t]*(\r?\n)$/, '$1 []$2')
  return head.replace(/((?:^|\n)interactions:)[ \t]*\[[ \t]*\][ \t]*(\r?\n|$)$/, '$1$2')
}

/** The text an interaction was read from, if it fits: a list's dashes must all stand in one column. */
function keptText(interaction: Interaction, { column, lineEnd }: Target): string | undefined {
  const source = sourceOf(interaction)
  return source !== undefined && source.file.column === column && source.file.lineEnd === lineEnd ? source.text : undefined
}

function emitText(interaction: Interaction, id: number, { column, layout, lineEnd }: Target, safe: boolean): string {
  const text = emitItem(interactionTree(interaction, id, layout), column, { layout, safe })
  return lineEnd === '\n' ? text : text.replaceAll('\n', '\r\n')
}

/** Text that is kept keeps its id. Another keeps its own if nobody has it; the rest continue from the highest. */
function assignIds(interactions: readonly Interaction[], target: Target): number[] {
  const kept = interactions.filter((each) => keptText(each, target) !== undefined)
  const taken = new Set(kept.map(({ id }) => id))
  let next = interactions.reduce((highest, { id = -1 }) => Math.max(highest, id), -1) + 1
  return interactions.map((interaction) => {
    const { id } = interaction
    if (id !== undefined && (keptText(interaction, target) !== undefined || !taken.has(id))) {
      taken.add(id)
      return id
    }
    return next++
  })
}

/** Puts in the break that the file's last line lacks, where something follows it. */
function joinLines(pieces: readonly string[], lineEnd: string): string {
  const texts = pieces.filter((piece) => piece !== '')
  return texts.map((text, index) => (index === texts.length - 1 || text.endsWith('\n') ? text : text + lineEnd)).join('')
}
