import { decodeUtf8 } from '../../model/body.ts'
import type { Cassette, CassetteFrame } from '../../model/cassette.ts'
import type { ParseContext } from '../../model/format.ts'
import type { Interaction } from '../../model/interaction.ts'
import { readInteraction } from './from-tree.ts'
import { lateInteraction } from './late-interaction.ts'
import { readLenient } from './lenient.ts'
import { cutFile } from './pieces.ts'
import { checkCount, checkSize } from './limits.ts'
import { interactionAt, lineAt, refuse, warn, type Reading } from './problems.ts'
import { unknownKeys, withExtra } from './read-messages.ts'
import { readStrict, type ReadFile } from './read.ts'
import { schema1, schema2, type Schema } from './schema.ts'
import { keepFile, keepSource, type FileText } from './sources.ts'
import { isYamlList, isYamlMap, type YamlMap, type YamlValue } from './tree.ts'

/**
 * Reads a go-vcr cassette: schema 2, as go-vcr 3 and 4 write it, and schema 1 of go-vcr 1 and 2.
 *
 * @returns a promise only where the file is not as go-yaml writes it, so that js-yaml has to be loaded. Otherwise the body of a response is decoded
 *   when the response is first asked for; that it can be is checked now.
 * @throws RespoolError `invalid-cassette`, naming file, line and interaction
 *
 * @example
 * ```ts
 * const cassette = await parseGoVcr(await readFile('hi.yaml'), { name: 'hi.yaml' })
 * ```
 */
export function parseGoVcr(bytes: Uint8Array, { name }: ParseContext): Cassette | Promise<Cassette> {
  checkSize(bytes.byteLength, name)
  const cut = cutFile(bytes)
  // Before anything is made of them.
  checkCount(cut?.items.length ?? 0, { name, warnings: [] })
  const strict = cut && readStrict(cut, { lazy: true })
  if (strict !== undefined) {
    const warnings = strict.recovered ? [recovered(name)] : []
    // Without parts there are no interactions, so the head is all of it.
    return toCassette(strict, { name, ...(strict.pieces ? { pieces: strict.pieces } : { text: cut!.head }), warnings })
  }
  const text = decodeUtf8(bytes) ?? refuseEncoding(bytes, name)
  if (text.trim() === '') refuse({ name }, {}, 'it is empty', 'Delete it, and record it again.', '`version: 2` and `interactions:`')
  const reading = { name, text, warnings: [] }
  return readLenient(reading).then((read) => toCassette(read, { ...reading, pieces: read.pieces }))
}

function recovered(name: string): string {
  return `${name}: go-vcr 4.0.5 wrote its binary data as text. respool reads the bytes that were recorded, but Go reads other ones: record the cassette again`
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

function toCassette({ root, late }: ReadFile, reading: Reading): Cassette {
  const schema = schemaOf(root, reading)
  const items = interactionList(root, reading)
  checkCount(items.length, reading)
  const interactions = items.map((item, index) => {
    const lateItem = late?.get(index)
    return lateItem ? lateInteraction(lateItem) : readInteraction(item, index, schema, reading)
  })
  // It has a duration.
  if (!late?.has(items.length - 1)) warnIfCutOff(items, schema, reading)
  const frame = keepTexts(interactions, items, schema, reading)
  const { warnings } = reading
  return {
    interactions,
    ...withExtra(unknownKeys(root, rootKeys)),
    frame,
    ...(warnings.length === 0 ? {} : { warnings }),
  }
}

const rootKeys: ReadonlySet<string> = new Set(['version', 'interactions'])

function schemaOf(root: YamlMap, reading: Reading): Schema {
  const version = root.get('version')
  if (version === 2) return schema2
  if (version === 1) return schema1
  const found = version === undefined ? 'it has no version' : `its version is ${JSON.stringify(version)}`
  const advice =
    typeof version === 'number' && version > 2
      ? 'This release of respool reads versions 1 and 2. Was it written by a newer go-vcr? Then a newer respool may read it.'
      : 'Is it a go-vcr cassette at all? Those begin with `version: 2` or `version: 1`.'
  refuse(reading, { path: ['version'], line: version === undefined ? 1 : undefined }, found, advice, 'version: 2')
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

/** `duration` is the last key that go-vcr writes; the first releases of go-vcr 1 had none. */
function warnIfCutOff(items: readonly YamlValue[], { version }: Schema, reading: Reading): void {
  const last = items.length - 1
  if (last < 0 || hasDuration(items[last]) || (version === 1 && !hasDuration(items[0]))) return
  warn(
    reading,
    { interaction: last, path: ['response'] },
    'there is no `duration`, and nothing follows, so the file may be cut off here: if it is, restore it from version control',
  )
}

function hasDuration(item: YamlValue | undefined): boolean {
  const response = isYamlMap(item) ? item.get('response') : undefined
  return isYamlMap(response) && response.has('duration')
}

/** Keeps the text of each interaction beside it, and what stands around them in the frame. */
function keepTexts(
  interactions: readonly Interaction[],
  items: readonly YamlValue[],
  { version }: Schema,
  { name, pieces, text = '' }: Reading,
): CassetteFrame {
  const frame = pieces === undefined ? { head: text, tail: '' } : { head: pieces.head, tail: pieces.tail }
  const last = items.at(-1)
  const response = isYamlMap(last) ? last.get('response') : undefined
  const file: FileText = {
    name,
    pieces,
    version,
    emptyDurations: isYamlMap(response) && response.get('duration') === '',
    interactions,
  }
  keepFile(frame, file)
  for (const [index, interaction] of interactions.entries()) keepSource(interaction, pieces?.items[index] ?? '', file)
  return frame
}
