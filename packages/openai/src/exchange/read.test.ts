import { chatRequest, interactionOf, sseChunks, streamedCompletion } from '@respool/testkit'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { ChunkOf, RequestOf } from '../api.ts'
import { readExchange } from './read.ts'
import type { Reading } from './reading.ts'

const threads = chatRequest({ url: 'https://api.openai.com/v1/threads/thread_1/runs' })

describe('readExchange', () => {
  test('gives request and chunks in the types of their operation', () => {
    const exchange = readExchange(interactionOf({ request: chatRequest({ stream: true }), chunks: sseChunks(streamedCompletion('Olá!')) }))
    if (exchange?.operation !== 'POST /chat/completions' || exchange.answer.kind !== 'stream') throw new Error('another exchange')
    expectTypeOf(exchange.request).toEqualTypeOf<Reading<RequestOf<'POST /chat/completions'>>>()
    expectTypeOf(exchange.answer.chunks).toEqualTypeOf<readonly Reading<ChunkOf<'POST /chat/completions'>>[]>()
    expect(exchange.request).toMatchObject({ kind: 'json', value: { model: 'gpt-4o', stream: true } })
    const chunks = exchange.answer.chunks.map((chunk) => (chunk.kind === 'json' ? chunk.value : chunk.kind))
    expect(chunks.map((chunk) => (typeof chunk === 'string' ? chunk : (chunk.choices[0]?.delta.content ?? ''))).join('')).toBe('Olá!')
  })

  test('gives a whole response', () => {
    const exchange = readExchange(interactionOf())
    expect(exchange?.answer).toMatchObject({ kind: 'response', body: { kind: 'json', value: { object: 'chat.completion' } } })
  })

  test('parses when asked, and once', () => {
    const interaction = interactionOf()
    let reads = 0
    const counted = {
      ...interaction,
      get response() {
        reads++
        return interaction.response
      },
    }
    const exchange = readExchange(counted)
    expect(reads).toBe(0)
    expect(exchange?.answer).toBe(exchange?.answer)
    expect(reads).toBe(1)
  })

  test.each<[string, Parameters<typeof interactionOf>[0], unknown]>([
    [
      'an error',
      { status: 429, body: { error: { message: 'Slow down' } } },
      { kind: 'error', body: { kind: 'json', value: { error: { message: 'Slow down' } } } },
    ],
    [
      'the page of a proxy',
      { body: '<html>' },
      { kind: 'response', body: { kind: 'text', text: '<html>', reason: expect.stringContaining('JSON') as string } },
    ],
    ['bytes', { body: new Uint8Array([255]) }, { kind: 'response', body: { kind: 'bytes', bytes: new Uint8Array([255]) } }],
    ['nothing', { body: '' }, { kind: 'response', body: { kind: 'empty' } }],
    [
      'an event that was cut off',
      { chunks: ['data: {"id"\n\n', 'data: {}\n\n'] },
      {
        kind: 'stream',
        chunks: [
          { kind: 'text', text: '{"id"', reason: expect.any(String) as string },
          { kind: 'json', value: {} },
        ],
      },
    ],
    [
      'comments and the end are none',
      { chunks: [': hello\n\n', 'data: {}\n\n', 'data: [DONE]\n\n'] },
      { kind: 'stream', chunks: [{ kind: 'json', value: {} }] },
    ],
    ['a stream without its type', { chunks: ['data: {}\n\n'], headers: {} }, { kind: 'stream', chunks: [{ kind: 'json', value: {} }] }],
    [
      'an answer at once that is called a stream',
      { chunks: [' {"error"', ':{"message":"No"}}'], headers: { 'content-type': 'text/event-stream' } },
      { kind: 'response', body: { kind: 'json', value: { error: { message: 'No' } } } },
    ],
    [
      'a page that is called a stream',
      { chunks: ['<html>'], headers: { 'content-type': 'text/event-stream' } },
      { kind: 'response', body: { kind: 'text', text: '<html>', reason: expect.stringContaining('JSON') as string } },
    ],
    [
      'a stream of comments, cut before its first event',
      { chunks: [': processing\n\n'], headers: { 'content-type': 'text/event-stream' } },
      { kind: 'stream', chunks: [] },
    ],
    [
      'a stream without its type, after a blank line',
      { chunks: ['\n: hi\n\ndata: {}\n\n'], headers: {} },
      { kind: 'stream', chunks: [{ kind: 'json', value: {} }] },
    ],
    [
      'of assistants, the event around the data',
      { request: threads, chunks: ['event: thread.run.created\ndata: {"id":"run_1"}\n\n', 'event: done\ndata: [DONE]\n\n'] },
      {
        kind: 'stream',
        chunks: [
          { kind: 'json', value: { event: 'thread.run.created', data: { id: 'run_1' } } },
          { kind: 'json', value: { event: 'done', data: '[DONE]' } },
        ],
      },
    ],
  ])('%s is a value', (_, recorded, want) => {
    expect(readExchange(interactionOf(recorded))?.answer).toEqual(want)
  })

  test('a request that is a form is text, and none at all is empty', () => {
    const form = { ...chatRequest({ url: 'https://api.openai.com/v1/files' }), body: '--b\r\n' }
    expect(readExchange(interactionOf({ request: form }))?.request).toMatchObject({ kind: 'text', text: '--b\r\n' })
    const models = { method: 'GET', url: 'https://api.openai.com/v1/models', headers: [], body: '' }
    expect(readExchange(interactionOf({ request: models }))?.request).toEqual({ kind: 'empty' })
  })

  test('is undefined for another API', () => {
    expect(readExchange(interactionOf({ request: chatRequest({ url: 'https://api.anthropic.com/v1/messages' }) }))).toBeUndefined()
  })
})
