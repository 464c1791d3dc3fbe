import { readFile } from 'node:fs/promises'
import { parseCassette, type JsonValue } from '@respool/core'
import { tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { besideClone, filesIn } from '../__fixtures__/shared.ts'
import { exportFixtures, importFixtures } from '../index.ts'
import { parseExact } from '../json/exact.ts'
import { pythonDumps } from '../python/dumps.ts'

const corpus = besideClone('corpus/llama-stack')

interface File {
  readonly request: { readonly provider_metadata?: { readonly openai_sdk_version?: string } }
  readonly response: { readonly body: JsonValue }
}

const chunkType = 'openai.types.chat.chat_completion_chunk.ChatCompletionChunk'

/** The objects of the SDK's chunks, each as Python's json writes it. */
function chunksOf(text: string): string[] {
  const { body } = (parseExact(text) as unknown as File).response
  const items = (Array.isArray(body) ? body : []) as { ['__type__']?: string; ['__data__']: JsonValue }[]
  return items.filter((item) => item?.['__type__'] === chunkType).map((item) => pythonDumps(item['__data__'], { indent: 2 }))
}

describe.skipIf(corpus === undefined)('recordings that were imported and exported again', () => {
  test('have every chunk byte for byte, and nearly all are the same file', { timeout: 60_000 }, async () => {
    // The conversations have words in them that look like a secret's, such as a bearer of something.
    await using folder = await tempFolder({ searched: false })
    const { cassettes, files } = await importFixtures(corpus!, { to: folder.path })
    const exported = new Map<string, string>()
    const kept = new Map<string, string>()
    for (const { cassette } of cassettes) {
      const { interactions: read } = await parseCassette(await readFile(folder.file(cassette)))
      for (const file of (await exportFixtures(folder.file(cassette), { format: 'llama-stack' })).files) {
        const [index] = file.interactions
        if (index === undefined) {
          kept.set(file.file, file.content)
          continue
        }
        const source = JSON.parse(read[index]!.extra!['llama_stack'] as string) as { file: string }
        exported.set(source.file, file.content)
      }
    }
    const counts: { [what: string]: number } = {}
    const count = (what: string, by = 1) => (counts[what] = (counts[what] ?? 0) + by)
    const original = new Map(filesIn(corpus!).map(({ name, bytes }) => [name, new TextDecoder().decode(bytes)]))
    const changed: string[] = []
    for (const { file, outcome, reason } of files) {
      const text = original.get(file)!
      if (outcome === 'kept') {
        expect(kept.get(file.split('/').at(-1)!), file).toBe(text)
        count('recordings of no HTTP that are the same file, byte for byte')
        continue
      }
      const content = exported.get(file)
      if (content === undefined) {
        count(
          outcome === 'imported'
            ? 'recordings united with another list of models'
            : `recordings ${outcome}${outcome === 'left out' ? ': a second answer to one request' : ''}`,
        )
        expect(outcome === 'left out' ? reason : '').toMatch(/^$|is a recording of the same request by the same test/)
        count('chunks in recordings that were left out', chunksOf(text).length)
        continue
      }
      count(content === text ? 'recordings that are the same file, byte for byte' : 'recordings that differ')
      if (content !== text) changed.push(file)
      const [before, after] = [chunksOf(text), chunksOf(content)]
      expect(after, file).toEqual(before)
      const sdk = (parseExact(text) as unknown as File).request.provider_metadata?.openai_sdk_version ?? 'not noted'
      if (before.length > 0) count(`chunks that are the same, byte for byte (SDK ${sdk})`, before.length)
    }
    console.log(counts)
    // Lists of models that were united with others are the lists that llama-stack would answer.
    expect(changed.every((file) => file.includes('/models-'))).toBe(true)
    expect(counts).toMatchObject({
      'recordings that are the same file, byte for byte': 179,
      'recordings of no HTTP that are the same file, byte for byte': 25,
      'recordings that differ': 3,
      'recordings united with another list of models': 11,
      'recordings left out: a second answer to one request': 5,
    })
  })
})
