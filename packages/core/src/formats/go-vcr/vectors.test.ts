import { describe, expect, test } from 'vitest'
import { emitItem } from './emit.ts'
import { readLenient } from './lenient.ts'
import { layoutOf, type GoVcrLayout } from './layout.ts'
import { vectors, type Vector, readStrictText } from './test-data.ts'
import { bytesToText, isYamlMap, type YamlMap, type YamlValue } from './tree.ts'

const all = vectors()

describe.skipIf(all === undefined)('strings as the real Go emitters write them', () => {
  const emitters: [emitter: string, layout: GoVcrLayout][] = [
    ['charm-rc3', 'compact'],
    ['v406-rc3', 'stock'],
    ['v402-301', 'v4.0.3'],
    ['v407-rc6', 'v4.0.7'],
  ]
  test.each(emitters)('writing is byte-identical to %s, for all of 2,000 strings in five positions', (emitter, layout) => {
    const different = all!.filter((vector) => write(vector, layout) !== vector.files.get(emitter)!.text)
    expect(different.map(({ input }) => bytesToText(input))).toEqual([])
    expect(all!.length).toBe(2000)
  })

  // Of the rest Go itself cannot read its own text back. yaml.v2 writes `<<` without quotes; it and charm-rc6 fold plain text of several lines, which is js-yaml's.
  const readable: [emitter: string, strict: number, lenient: number][] = [
    ['v1-228', 1981, 19],
    ['v1-230', 1999, 1],
    ['v23-301', 1979, 0],
    ['v402-301', 1979, 0],
    ['v405-goccy', 1756, 0],
    ['v406-rc3', 1983, 0],
    ['v407-rc6', 1991, 0],
    ['charm-rc3', 2000, 0],
    ['charm-rc6', 1975, 18],
  ]
  test.each(readable)('reading what %s wrote gives the string wherever Go itself reads it back', async (emitter, strict, lenient) => {
    const readBack = all!.filter(({ files }) => files.get(emitter)!.readBack)
    const found = { strict: 0, lenient: 0 }
    for (const { input, files } of readBack) {
      const { text } = files.get(emitter)!
      const read = readStrictText(text)
      found[read === undefined ? 'lenient' : 'strict']++
      const { root } = read ?? (await readLenient({ name: emitter, text, warnings: [] }))
      expect(values(root), text).toEqual(Array<string>(5).fill(bytesToText(input)))
    }
    expect(found).toEqual({ strict, lenient })
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
function values(root: YamlMap): string[] {
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
