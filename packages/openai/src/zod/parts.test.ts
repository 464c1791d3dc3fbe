import { expect, test } from 'vitest'
import * as z from 'zod'
import * as mini from 'zod/mini'
import { CreateChatCompletionRequestSchema, CreateChatCompletionStreamResponseSchema, ResponseStreamEventSchema } from '../zod.ts'
import { atLeast, atMost, integer, not, optional, present, where } from './parts.ts'

const accepts = (schema: mini.ZodMiniType, value: unknown) => schema.safeParse(value).success

test.each<[string, mini.ZodMiniType, unknown, boolean]>([
  ['an emoji is one character', where(mini.string(), atMost(2)), '😀😀', true],
  ['three are too many', where(mini.string(), atMost(2)), '😀😀😀', false],
  ['one is not two', where(mini.string(), atLeast(2)), '😀', false],
  ['an integer beyond 2^53', integer, 2 ** 60, true],
  ['a whole fraction', integer, 1.0, true],
  ['a fraction', integer, 1.5, false],
  ['an absent key', mini.looseObject({ a: optional(mini.string()) }), {}, true],
  ['an undefined one', mini.looseObject({ a: optional(mini.string()) }), { a: undefined }, true],
  ['anything, but something', mini.looseObject({ a: present }), { a: null }, true],
  ['nothing', mini.looseObject({ a: present }), {}, false],
  ['not', not(mini.string()), 'x', false],
  ['not, otherwise', not(mini.string()), 1, true],
])('%s', (_, schema, value, want) => {
  expect(accepts(schema, value)).toBe(want)
})

test('unknown keys survive', () => {
  const request = {
    model: 'm',
    messages: [{ role: 'user', content: 'Hi', cache_control: { type: 'ephemeral' } }],
    provider: { order: ['x'] },
  }
  expect(CreateChatCompletionRequestSchema.parse(request)).toEqual(request)
})

test('they are parts of schemas of zod, mini or not', () => {
  const chunk = { id: 'c', object: 'chat.completion.chunk', created: 1, model: 'm', choices: [] }
  expect(z.object({ chunks: z.array(CreateChatCompletionStreamResponseSchema) }).parse({ chunks: [chunk] })).toEqual({ chunks: [chunk] })
})

test('a wrong tag is named', () => {
  const { error } = ResponseStreamEventSchema.safeParse({ type: 'response.new' })
  expect(error?.issues[0]).toMatchObject({ code: 'invalid_union', path: ['type'] })
})
