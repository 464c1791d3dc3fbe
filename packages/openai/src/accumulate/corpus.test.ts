import OpenAI from 'openai'
import { expect, test } from 'vitest'
import type { RecordedResponse } from '@respool/core'
import type { ChunkOf } from '../api.ts'
import { readExchange } from '../exchange/read.ts'
import { goVcrCorpus, llamaStackCorpus, type PlacedBody } from '../test-data.ts'
import { accumulate } from './accumulate.ts'

type ChatChunk = ChunkOf<'POST /chat/completions'>

const recorded = await goVcrCorpus()
const dumped = llamaStackCorpus()

test.skipIf(!recorded)('every stream of the go-vcr cassettes accumulates as the openai client has it', async () => {
  let [completions, responses] = [0, 0]
  for (const { place, interaction } of recorded!) {
    const exchange = readExchange(interaction)
    if (exchange?.answer.kind !== 'stream') continue
    const client = clientOf(interaction.response)
    if (exchange.operation === 'POST /chat/completions') {
      const chunks = exchange.answer.chunks.flatMap((chunk) => (chunk.kind === 'json' ? [chunk.value] : []))
      expect(accumulate(chunks), place).toEqual(await finalCompletion(client))
      completions++
    } else if (exchange.operation === 'POST /responses') {
      const events = exchange.answer.chunks.flatMap((chunk) => (chunk.kind === 'json' ? [chunk.value] : []))
      expect(accumulate(events), place).toEqual(await finalResponse(client))
      responses++
    }
  }
  console.log(`accumulated as the client does: ${completions} chat streams and ${responses} responses streams of go-vcr`)
  expect([completions, responses].every((count) => count > 15)).toBe(true)
})

test.skipIf(!dumped)('so does every stream of the llama-stack recordings', async () => {
  const streams = Object.values(Object.groupBy(dumped!.filter(isChatChunk), ({ place }) => place)).map((each) => each!)
  for (const stream of streams) {
    const chunks = stream.map(({ body }) => body as unknown as ChatChunk)
    const events = chunks.map((chunk) => new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\n`))
    expect(accumulate(chunks), stream[0]!.place).toEqual(await finalCompletion(clientOf({ chunks: events })))
  }
  console.log(`accumulated as the client does: ${streams.length} chat streams of llama-stack`)
  expect(streams.length).toBeGreaterThan(50)
})

function isChatChunk({ operation, part }: PlacedBody): boolean {
  return operation === 'POST /chat/completions' && part === 'chunk'
}

/** The real client, for which the API answers with these bytes. */
function clientOf({ chunks }: Pick<RecordedResponse, 'chunks'>): OpenAI {
  const answer = () => new Response(new Blob(chunks as Uint8Array<ArrayBuffer>[]), { headers: { 'content-type': 'text/event-stream' } })
  return new OpenAI({ apiKey: 'none', maxRetries: 0, fetch: () => Promise.resolve(answer()) })
}

async function finalCompletion(client: OpenAI): Promise<unknown> {
  return plain(await client.chat.completions.stream({ model: 'any', messages: [] }).finalChatCompletion())
}

async function finalResponse(client: OpenAI): Promise<unknown> {
  return plain(await client.responses.stream({ model: 'any', input: '' }).finalResponse())
}

// Without the client's own additions: the text once more, and parsed.
function plain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value), (key, each: unknown) => {
    const added = ['parsed', 'parsed_arguments', 'output_parsed', 'output_text'].includes(key)
    return added && (each === null || typeof each !== 'object') ? undefined : each
  })
}
