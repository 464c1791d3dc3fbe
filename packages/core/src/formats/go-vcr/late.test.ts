import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Cassette } from '../../model/cassette.ts'
import { parseGoVcr, stringifyGoVcr } from './index.ts'
import { readInteraction } from './from-tree.ts'
import { lateInteraction } from './late-interaction.ts'
import { cutFile } from './pieces.ts'
import { readStrict } from './read.ts'
import { schema2 } from './schema.ts'
import { corpus, fixture } from './test-data.ts'
import { isYamlList, isYamlMap, type YamlMap } from './tree.ts'

const encoder = new TextEncoder()

/** How many interactions are left for later; each is what reading at once gives, without a warning. */
function checkLate(bytes: Uint8Array): number {
  const cut = cutFile(bytes)
  const lazy = cut && readStrict(cut, { lazy: true })
  if (lazy?.late === undefined) return 0
  const eager = readStrict(cut!)!
  expect(lazy.pieces).toEqual(eager.pieces)
  const list = eager.root.get('interactions')
  for (const [index, item] of lazy.late) {
    const value = (isYamlList(list) ? list[index] : undefined) as YamlMap
    expect(isYamlMap(value) && [...value.keys()]).toEqual(['id', 'request', 'response'])
    const reading = { name: 'x', pieces: eager.pieces, warnings: [] }
    expect(lateInteraction(item)).toStrictEqual(readInteraction(value, index, schema2, reading))
    expect(reading.warnings).toEqual([])
  }
  return lazy.late.size
}

function twoInteractions(): Uint8Array {
  const [interaction] = (parseGoVcr(fixture('poem-stream.yaml'), { name: 'x' }) as Cassette).interactions
  return stringifyGoVcr({ interactions: [interaction!, { ...interaction!, id: 1 }] })
}

test.each(['poem-stream.yaml', 'stock-layout.yaml'])('what respool and go-vcr write is left for later: %s', (name) => {
  expect(checkLate(fixture(name))).toBeGreaterThan(0)
})

test('no interaction has getters of its own, each of which the engine would keep, with all that it holds, until a full collection', () => {
  const [first, second] = (parseGoVcr(twoInteractions(), { name: 'x' }) as Cassette).interactions
  for (const key of ['request', 'response']) {
    const getter = Object.getOwnPropertyDescriptor(first, key)
    expect(getter).toHaveProperty('get', expect.any(Function))
    expect(Object.getOwnPropertyDescriptor(second, key)).toEqual(getter)
  }
})

test('so it is with every real cassette in which nothing is unusual', ({ skip }) => {
  const files = corpus() ?? skip()
  const late = files.map(({ bytes }) => checkLate(bytes))
  expect(late.filter((count) => count > 0).length).toBeGreaterThan(160)
})

test('damaged: nothing is left for later that would be read otherwise, refused or warned of at once', () => {
  const bits = [' ', '\n', '\t', "'", '"', '\\', ': ', '- ', '#', '|', '!', '[]', '{}', '0', '2', '.', '*', '---', 'null', '😀', '\u2028']
  const edit = fc.record({ at: fc.noBias(fc.nat({ max: 9999 })), drop: fc.nat({ max: 3 }), put: fc.constantFrom('', ...bits) })
  const files = ['poem-stream.yaml', 'stock-layout.yaml'].map((name) => new TextDecoder().decode(fixture(name)))
  let late = 0
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(edit, { minLength: 1, maxLength: 2 }), (file, edits) => {
      const text = edits.reduce((before, { at, drop, put }) => {
        const from = Math.floor((at / 10_000) * before.length)
        return before.slice(0, from) + put + before.slice(from + drop)
      }, file)
      late += checkLate(encoder.encode(text.toWellFormed()))
    }),
    { numRuns: 3000 },
  )
  expect(late).toBeGreaterThan(100)
})
