import { describe, expect, test } from 'vitest'
import type { Cassette } from '../../model/cassette.ts'
import { goVcr, parseGoVcr, stringifyGoVcr } from './index.ts'
import { readLenient } from './lenient.ts'
import { corpus, readStrictText } from './test-data.ts'

const files = corpus()

describe.skipIf(files === undefined)('real cassettes', () => {
  const decoded = (files ?? []).map(({ name, bytes }) => ({ name, bytes, text: new TextDecoder().decode(bytes) }))
  // Every one of them was written by go-yaml, so none may need js-yaml and a promise.
  const parse = (name: string, bytes: Uint8Array): Cassette => parseGoVcr(bytes, { name }) as Cassette

  test('the strict reader reads all 170 of 170, and the format recognises them', () => {
    expect(decoded.filter(({ text }) => readStrictText(text) === undefined).map(({ name }) => name)).toEqual([])
    expect(decoded.filter((file) => !goVcr.detect(file)).map(({ name }) => name)).toEqual([])
    expect(decoded.length).toBe(170)
  })

  test('js-yaml gives the same values and the same places', async () => {
    let interactions = 0
    for (const { name, text } of decoded) {
      const strict = readStrictText(text)!
      expect(await readLenient({ name, text, warnings: [] }), name).toEqual(strict)
      interactions += strict.pieces!.items.length
    }
    expect(interactions).toBe(252)
  })

  test('saved unchanged, each is the file it was', () => {
    const changed = decoded.filter(({ name, bytes, text }) => asText(stringifyGoVcr(parse(name, bytes))) !== text)
    expect(changed.map(({ name }) => name)).toEqual([])
  })

  test('built anew from plain values, 170 of 170 are the bytes that go-vcr wrote', () => {
    const changed = decoded.filter(({ name, bytes, text }) => {
      const interactions = structuredClone(parse(name, bytes).interactions)
      return asText(stringifyGoVcr({ interactions }, { safe: false })) !== text
    })
    expect(changed.map(({ name }) => name)).toEqual([])
  })

  test('adding an interaction changes no earlier byte, and the new one is read back', () => {
    for (const { name, bytes, text } of decoded) {
      const cassette = parse(name, bytes)
      const added = structuredClone(cassette.interactions[0]!)
      const saved = stringifyGoVcr({ ...cassette, interactions: [...cassette.interactions, added] })
      expect(asText(saved).startsWith(text), name).toBe(true)
      expect(parse(name, saved).interactions.at(-1), name).toEqual({ ...added, id: cassette.interactions.length })
    }
  })

  test('every response body is its chunks, and SSE comes event by event', () => {
    const streams = decoded
      .flatMap(({ name, bytes }) => parse(name, bytes).interactions)
      .filter(({ response }) => response.chunks.length > 1)
    for (const { response } of streams) {
      for (const chunk of response.chunks.slice(0, -1)) expect(asText(chunk)).toMatch(/(\n\n|\r\n\r\n)$/)
    }
    expect(streams.length).toBeGreaterThan(100)
  })
})

function asText(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}
