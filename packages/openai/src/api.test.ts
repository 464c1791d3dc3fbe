import { readFileSync } from 'node:fs'
import { openaiProfile } from '@respool/core'
import { describe, expect, expectTypeOf, test } from 'vitest'
import type { ChunkOf, ErrorBody, EventOf, EventType, RequestOf, ResponseOf, StreamingOperationKey } from './index.ts'

describe('types', () => {
  test('of requests: what has a default may be left out, null stands where the API takes it', () => {
    expectTypeOf<{ model: 'gpt-4o'; messages: [] }>().toExtend<RequestOf<'POST /chat/completions'>>()
    expectTypeOf<RequestOf<'POST /chat/completions'>['temperature']>().toEqualTypeOf<number | null | undefined>()
    expectTypeOf<RequestOf<'GET /models'>>().toBeNever()
  })

  test('a known model completes, another is a model too', () => {
    expectTypeOf<'gpt-4o'>().toExtend<RequestOf<'POST /chat/completions'>['model']>()
    expectTypeOf<'llama-of-my-own'>().toExtend<RequestOf<'POST /chat/completions'>['model']>()
  })

  test('a misspelt key, a wrong role and a wrong event do not compile', () => {
    const misspelt = {
      model: 'gpt-4o',
      messages: [],
      // @ts-expect-error: temperature
      temprature: 1,
    } satisfies RequestOf<'POST /chat/completions'>
    // @ts-expect-error: user
    const role = { model: 'gpt-4o', messages: [{ role: 'usr', content: 'Hi' }] } satisfies RequestOf<'POST /chat/completions'>
    // @ts-expect-error: response.output_text.delta
    type Wrong = EventOf<'response.output_text.dleta'>
    expect([misspelt, role] satisfies Wrong[] | unknown[]).toHaveLength(2)
  })

  test('of chunks: the literals of the wire, not the names of schemas', () => {
    expectTypeOf<ChunkOf<'POST /chat/completions'>['object']>().toEqualTypeOf<'chat.completion.chunk'>()
    expectTypeOf<EventOf<'response.output_text.delta'>['delta']>().toEqualTypeOf<string>()
    expectTypeOf<null>().toExtend<ChunkOf<'POST /chat/completions'>['usage']>()
    expectTypeOf<ChunkOf<'POST /embeddings'>>().toBeNever()
  })

  test('of what else there is', () => {
    expectTypeOf<ResponseOf<'POST /audio/speech'>>().toEqualTypeOf<Blob | Uint8Array>()
    expectTypeOf<ErrorBody['error']['message']>().toEqualTypeOf<string>()
    expectTypeOf<'POST /threads/runs' | 'GET /responses/{response_id}' | 'POST /completions'>().toExtend<StreamingOperationKey>()
  })
})

// What the core counts as the end of a stream is its own list: this says when the spec has another word for it.
test("the core's profile names last events as the spec does", () => {
  const names = { 'response.completed': 1, 'response.failed': 1, 'response.incomplete': 1 } satisfies { [Type in EventType]?: 1 }
  expect(openaiProfile.lastEvents.event).toEqual(expect.arrayContaining(Object.keys(names)))
})

test('the types are not there when the program runs', () => {
  const text = readFileSync(new URL('generated/types.ts', import.meta.url), 'utf8')
  expect(text.split('\n').filter((line) => /^(export )?(const|let|var|function|class|enum)\b/.test(line))).toEqual([])
})
