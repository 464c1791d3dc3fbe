import { createFetch } from '@respool/fetch'
import type { Recorder } from '@respool/core'
import OpenAI from 'openai'

/** The conversation of tools/interop/python/openai_vcr.py, by the npm client, and what it was told in the same words. */
export async function converse(recorder: Recorder, baseURL: string): Promise<unknown[]> {
  const openai = new OpenAI({ apiKey: 'replay', baseURL, fetch: createFetch(recorder), maxRetries: 0 })
  const message = (content: string) => [{ role: 'user' as const, content }]
  const stream = await openai.chat.completions.create({
    messages: message('Rain in Portuguese?'),
    model: 'toy-1',
    stream: true,
    stream_options: { include_usage: true },
  })
  const chunks: OpenAI.ChatCompletionChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  const whole = await openai.chat.completions.create({ messages: message('And snow?'), model: 'toy-1' })
  const error = await openai.chat.completions
    .create({ messages: message('No.'), model: 'test-error-400' })
    .catch((reason: unknown) => reason)
  if (!(error instanceof OpenAI.BadRequestError)) throw error
  return [
    {
      chunks: chunks.length,
      text: chunks.flatMap(({ choices }) => choices.map(({ delta }) => delta.content ?? '')).join(''),
      tokens: chunks.at(-1)!.usage!.total_tokens,
    },
    { text: whole.choices[0]!.message.content },
    { error: error.status, message: (error.error as { message: string }).message },
  ]
}
