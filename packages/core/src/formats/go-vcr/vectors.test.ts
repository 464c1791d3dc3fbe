import { describe, expect, test } from 'vitest'
import { emitItem } from './emit.ts'
import { layoutOf, type GoVcrLayout } from './layout.ts'
import { vectors, type Vector, readStrictText } from './test-data.ts'
import { bytesToText, isYamlMap, type YamlMap, type YamlValue } from './tree.ts'

const all = vectors()

describe.skipIf(all === undefined)('strings as the real Go emitters write them', () => {
  const emitters: [emitter: string, layout: GoVcrLayout][] = [
    ['charm-rc3', 'compact'],
    ['v406-rc3', 'stock'],
    ['v402-301', 'v4.0.2'],
    ['v407-rc6', 'v4.0.7'],
  ]
  test.each(emitters)('writing is byte-identical to %s, for all of 2,000 strings in five positions', (emitter, layout) => {
    const different = all!.filter((vector) => write(vector, layout) !== vector.files.get(emitter)!.text)
    expect(different.map(({ input }) => bytesToText(input))).toEqual([])
    expect(all!.length).toBe(2000)
  })

  const readable: [emitter: string, least: number][] = [
    ['charm-rc3', 2000],
    ['v406-rc3', 1983],
    ['v407-rc6', 1991],
    ['v402-301', 1979],
    ['v23-301', 1979],
  ]
  test.each(readable)('reading what %s wrote gives the string wherever Go itself reads it back (%i files)', (emitter, least) => {
    const readBack = all!.filter(({ files }) => files.get(emitter)!.readBack)
    for (const { input, files: texts } of readBack) {
      const text = texts.get(emitter)!.text
      expect(values(readStrictText(text)?.root), text).toEqual(Array<string>(5).fill(bytesToText(input)))
    }
    expect(readBack.length).toBe(least)
  })

  test('what charm-rc6 folds at 80 columns is read too, but for unquoted text of several lines, which is left to js-yaml', () => {
    const readBack = all!.filter(({ files }) => files.get('charm-rc6')!.readBack)
    const read = readBack.map(({ input, files: texts }) => [input, values(readStrictText(texts.get('charm-rc6')!.text)?.root)] as const)
    for (const [input, found] of read) if (found !== undefined) expect(found).toEqual(Array<string>(5).fill(bytesToText(input)))
    expect(read.filter(([, found]) => found !== undefined).length).toBeGreaterThanOrEqual(1975)
  })
})

/** The one-interaction cassette of the vectors, without go-vcr's first line. */
function write({ input }: Vector, layout: GoVcrLayout): string {
  const text = bytesToText(input)
  const start: [string, YamlValue][] = [
    ['proto', ''],
    ['proto_major', 0],
    ['proto_minor', 0],
    ['content_length', 0],
  ]
  const request = new Map<string, YamlValue>([...start, ['host', '']])
  if (text !== '') request.set('body', text)
  request
    .set('headers', new Map([['X', [text]]]))
    .set('url', '')
    .set('method', 'POST')
  const response = new Map<string, YamlValue>([...start, ['body', text]])
  response
    .set('headers', new Map([[text, ['v']]]))
    .set('status', text)
    .set('code', 0)
    .set('duration', '0s')
  const item = new Map<string, YamlValue>([
    ['id', 0],
    ['request', request],
    ['response', response],
  ])
  return `version: 2\ninteractions:\n${emitItem(item, layout === 'compact' ? 0 : 4, { layout: layoutOf(layout), safe: false })}`
}

/** The string in its five positions. */
function values(root: YamlMap | undefined): string[] | undefined {
  if (root === undefined) return undefined
  const [item] = root.get('interactions') as YamlMap[]
  const [request, response] = [map(item!.get('request')), map(item!.get('response'))]
  const [header] = map(request.get('headers')).get('X') as YamlValue[]
  const found = [request.get('body') ?? '', header!, response.get('body')!, response.get('status')!]
  return [...found.map(plainText), [...map(response.get('headers')).keys()][0]!]
}

function map(value: YamlValue | undefined): YamlMap {
  if (!isYamlMap(value)) throw new Error('not a map')
  return value
}

function plainText(value: YamlValue): string {
  return value instanceof Uint8Array ? bytesToText(value) : (value as string)
}
