import { decodeUtf8 } from '../../model/body.ts'
import type { Cassette, CassetteFrame } from '../../model/cassette.ts'
import type { ParseContext } from '../../model/format.ts'
import type { Interaction } from '../../model/interaction.ts'
import { readInteraction, unknownKeys, withExtra } from './from-tree.ts'
import { compactLayout } from './layout.ts'
import { readLenient } from './lenient.ts'
import { interactionAt, lineAt, refuse, type Reading } from './problems.ts'
import { readStrict, type ReadFile } from './read.ts'
import { detectLayout, keepFile, keepSource, type FileText } from './sources.ts'
import { isYamlList, type YamlMap, type YamlValue } from './tree.ts'

/**
 * Reads a go-vcr cassette: schema 2, as go-vcr 3 and 4 write it.
 *
 * @returns a promise only where the file is not as go-yaml writes it, so that js-yaml has to be loaded
 * @throws RespoolError `invalid-cassette`, naming file, line and interaction
 *
 * @example
 * ```ts
 * const cassette = await parseGoVcr(await readFile('hi.yaml'), { name: 'hi.yaml' })
 * ```
 */
export function parseGoVcr(bytes: Uint8Array, { name }: ParseContext): Cassette | Promise<Cassette> {
  const text = decodeUtf8(bytes) ?? refuseEncoding(bytes, name)
  if (text.trim() === '') refuse({ name }, {}, 'it is empty', 'Delete it, and record it again.', '`version: 2` and `interactions:`')
  const strict = readStrict(text)
  if (strict !== undefined) return toCassette(strict, { name, text, starts: strict.starts, warnings: [] })
  const reading = { name, text, warnings: [] }
  return readLenient(reading).then((read) => toCassette(read, { ...reading, starts: read.starts }))
}

function refuseEncoding(bytes: Uint8Array, name: string): never {
  const text = new TextDecoder().decode(bytes)
  const line = lineAt(text, text.indexOf('\ufffd'))
  const interaction = interactionAt(text, line)
  refuse(
    { name },
    { line, ...(interaction !== undefined && { interaction }) },
    'it is not UTF-8',
    'Save it as UTF-8, or restore it from version control.',
    'UTF-8',
  )
}

function toCassette({ root, starts }: ReadFile, reading: Reading): Cassette {
  checkVersion(root, reading)
  const items = interactionList(root, reading)
  const interactions = items.map((item, index) => readInteraction(item, index, reading))
  const frame = keepTexts(interactions, starts, reading)
  const { warnings } = reading
  return {
    interactions,
    ...withExtra(unknownKeys(root, new Set(['version', 'interactions']))),
    frame,
    ...(warnings.length === 0 ? {} : { warnings }),
  }
}

function checkVersion(root: YamlMap, reading: Reading): void {
  const version = root.get('version')
  if (version === 2) return
  const place = { path: ['version'] }
  if (version === 1) {
    const advice = 'Such files are not read yet. Record the cassette again with go-vcr 3 or later, or with respool.'
    refuse(reading, place, 'its version is 1, so it was written by go-vcr 1 or 2', advice, 'version: 2')
  }
  const found = version === undefined ? 'it has no version' : `its version is ${JSON.stringify(version)}`
  refuse(reading, place, found, 'Is it a go-vcr cassette at all? Those begin with `version: 2`.', 'version: 2')
}

function interactionList(root: YamlMap, reading: Reading): readonly YamlValue[] {
  const list = root.get('interactions')
  if (list === null) return []
  if (list === undefined) {
    return refuse(
      reading,
      {},
      'it has no interactions',
      'The file seems to be cut off: restore it from version control, or record it again.',
    )
  }
  return isYamlList(list)
    ? list
    : refuse(reading, { path: ['interactions'] }, 'its interactions are no list', 'Correct it by hand.', 'a list')
}

/** Keeps the text of each interaction beside it, and what stands around them in the frame. */
function keepTexts(interactions: readonly Interaction[], starts: readonly number[] | undefined, { name, text }: Reading): CassetteFrame {
  const frame = starts === undefined ? { head: text, tail: '' } : { head: text.slice(0, starts[0]), tail: text.slice(starts.at(-1)) }
  const texts = starts === undefined ? [] : interactions.map((_, index) => text.slice(starts[index], starts[index + 1]))
  const first = texts[0]
  const column = starts === undefined ? undefined : (first?.search(/\S/) ?? 0)
  const file: FileText = {
    name,
    column,
    layout: column === undefined || first === undefined ? compactLayout : detectLayout(column, first),
    lineEnd: /^[^\n]*\r\n/.test(text) ? '\r\n' : '\n',
    interactions,
  }
  keepFile(frame, file)
  for (const [index, interaction] of interactions.entries()) keepSource(interaction, { text: texts[index] ?? '', file })
  return frame
}
