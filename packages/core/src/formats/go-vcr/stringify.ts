import type { Cassette, CassetteFrame } from '../../model/cassette.ts'
import { encodeUtf8 } from '../../model/body.ts'
import { RespoolError } from '../../model/errors.ts'
import type { Extra, Interaction } from '../../model/interaction.ts'
import { emitItem, emitMap } from './emit.ts'
import { compactLayout, type Layout } from './layout.ts'
import { fileOf, sourceOf, type FileText } from './sources.ts'
import { newFile, targetOf, type Target } from './target.ts'
import { interactionTree } from './to-tree.ts'
import { fromPlain } from './values.ts'

export interface StringifyOptions {
  /** Where YAML readers disagree about the style that go-yaml would choose, take one that all read alike. Default true; false is go-yaml's own output. */
  readonly safe?: boolean
  /** Of a new file; an existing one keeps its own. Default compact. */
  readonly layout?: Layout
}

/**
 * Writes a go-vcr cassette. Interactions that were read and not changed keep their text byte for byte, as does all that stands around them; the others
 * are written in the file's own layout.
 *
 * @throws RespoolError `invalid-cassette` for a file in flow style or JSON, to which nothing can be added without rewriting it
 */
export function stringifyGoVcr(cassette: Cassette, { safe = true, layout = compactLayout }: StringifyOptions = {}): Uint8Array {
  const { interactions } = cassette
  const file = fileOf(cassette.frame)
  if (file !== undefined && file.pieces === undefined) return encodeUtf8(unchangedText(cassette, file))
  const target = file?.pieces === undefined ? newFile(layout) : targetOf(file, file.pieces, layout)
  const frame = usableFrame(cassette, file, target)
  const ids = assignIds(interactions, file, target)
  const texts = interactions.map(
    (interaction, index) => keptText(interaction, file, target) ?? emitText(interaction, ids[index]!, target, safe),
  )
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
function usableFrame({ frame, extra }: Cassette, file: FileText | undefined, { layout }: Target): CassetteFrame {
  if (
    frame !== undefined &&
    (file !== undefined || /(?:^|\n)version: 2\r?\n(?:[^]*\n)?interactions:[ \t]*(?:\[[ \t]*\])?[ \t]*\r?\n$/.test(frame.head))
  )
    return frame
  return { head: newHead(extra, layout), tail: '' }
}

function newHead(extra: Extra = {}, layout: Layout): string {
  const others = Object.entries(extra).filter(([key]) => key !== 'version' && key !== 'interactions')
  const tree = new Map(others.map(([key, value]) => [key, fromPlain(value)]))
  return `---\nversion: 2\n${emitMap(tree, 0, { layout, safe: true })}interactions:\n`
}

/** `interactions: []` opens for the first interaction, and `interactions:` closes behind the last. */
function fitHead(head: string, count: number): string {
  if (count === 0) return head.replace(/((?:^|\n)interactions:)[ \t]*(\r?\n)$/, '$1 []$2')
  return head.replace(/((?:^|\n)interactions:)[ \t]*\[[ \t]*\][ \t]*(\r?\n|$)$/, '$1$2')
}

/** The text an interaction was read from, if it fits: it stands in this file already, or comes from one of the same schema, columns and line ends. */
function keptText(interaction: Interaction, file: FileText | undefined, target: Target): string | undefined {
  const source = sourceOf(interaction)
  if (source === undefined || source.file === file) return source?.text
  const { pieces } = source.file
  if (pieces === undefined) return undefined
  const { column, lineEnd, schema } = targetOf(source.file, pieces, target.layout)
  return column === target.column && lineEnd === target.lineEnd && schema === target.schema ? source.text : undefined
}

function emitText(interaction: Interaction, id: number, target: Target, safe: boolean): string {
  const { column, layout, lineEnd } = target
  const text = emitItem(interactionTree(interaction, id, { ...target, ...layout }), column, { layout, safe })
  return lineEnd === '\n' ? text : text.replaceAll('\n', '\r\n')
}

/** Text that is kept keeps its id. Another keeps its own if nobody has it; the rest continue from the highest. */
function assignIds(interactions: readonly Interaction[], file: FileText | undefined, target: Target): number[] {
  const isKept = (interaction: Interaction): boolean => keptText(interaction, file, target) !== undefined
  const taken = new Set(interactions.filter(isKept).map(({ id }) => id))
  let next = interactions.reduce((highest, { id = -1 }) => Math.max(highest, id), -1) + 1
  return interactions.map((interaction) => {
    const { id } = interaction
    if (id !== undefined && (isKept(interaction) || !taken.has(id))) {
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
