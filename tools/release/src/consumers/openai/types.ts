import type { Interaction } from '@respool/core'
import { accumulate, checkInteraction, readExchange, type ChunkOf, type RequestOf } from '@respool/openai'
import { ResponseStreamEventSchema } from '@respool/openai/zod'

export const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] } satisfies RequestOf<'POST /chat/completions'>
// @ts-expect-error: a misspelt role
export const misspelt = { model: 'gpt-4o', messages: [{ role: 'usr', content: 'Hi' }] } satisfies RequestOf<'POST /chat/completions'>

export function textOf(chunks: ChunkOf<'POST /chat/completions'>[]): string | null | undefined {
  return accumulate(chunks)?.choices[0]?.message.content
}

export function read(interaction: Interaction): string | undefined {
  const exchange = readExchange(interaction)
  if (exchange?.operation !== 'POST /chat/completions' || exchange.answer.kind !== 'stream') return undefined
  return textOf(exchange.answer.chunks.flatMap((chunk) => (chunk.kind === 'json' ? [chunk.value] : []))) ?? undefined
}

export const departures = (interaction: Interaction): readonly string[] => checkInteraction(interaction).departures.map(({ kind }) => kind)

export const isEvent = (event: unknown): boolean => ResponseStreamEventSchema.safeParse(event).success
