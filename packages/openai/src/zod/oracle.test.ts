import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import type { JsonValue } from '@respool/core'
import { departuresOf, isValid } from '../check/departures.ts'
import { definition } from '../check/schema.ts'
import { readExchange } from '../exchange/read.ts'
import { operationSchemas } from '../generated/operations.ts'
import snapshot from '../generated/schema.json' with { type: 'json' }
import type { OperationKey } from '../api.ts'
import { goVcrCorpus, llamaStackCorpus } from '../test-data.ts'
import * as zod from '../zod.ts'
import { damaged } from './damage.ts'

const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ ...snapshot, $id: 'openai' })

interface Body {
  readonly place: string
  readonly name: string
  readonly body: JsonValue
}

const ours = handWritten()
const recorded = await goVcrBodies()
const dumped = llamaStackCorpus()?.map(({ place, operation, part, body }): Body => ({ place, name: nameOf(operation, part)!, body }))

describe('zod, ajv and the check are of one mind', () => {
  test.for<[string, readonly Body[] | undefined, number]>([
    ['of bodies written for it', ours, 10],
    ['of every body in the go-vcr cassettes', recorded, 3_500],
    ['of every body in the llama-stack recordings', dumped, 4_000],
  ])('%s', ([title, bodies, least], { skip }) => {
    if (!bodies) return skip('the recordings (../shared) are not beside this clone')
    const counts = { valid: 0, invalid: 0 }
    for (const { place, name, body } of bodies) counts[agree(name, body, place) ? 'valid' : 'invalid']++
    console.log(`${title}: ${bodies.length}, of which ${counts.valid} are valid`)
    expect(bodies.length).toBeGreaterThanOrEqual(least)
  })

  test('of damaged ones', () => {
    const bodies = [...ours, ...everyNth(recorded ?? [], 40), ...everyNth(dumped ?? [], 40)]
    const counts = { valid: 0, invalid: 0 }
    for (const { place, name, body } of bodies) {
      for (const { what, value } of damaged(body)) counts[agree(name, value, `${place}, ${what}`) ? 'valid' : 'invalid']++
    }
    console.log(`damaged: ${counts.valid + counts.invalid}, of which ${counts.valid} are valid`)
    expect(counts.invalid).toBeGreaterThan(100)
    expect(counts.valid).toBeGreaterThan(100)
  })
})

function agree(name: string, body: JsonValue, place: string): boolean {
  const valid = ajv.validate(`openai#/$defs/${name}`, body)
  const parsed = (zod as unknown as { [name: string]: typeof zod.ErrorResponseSchema })[`${name}Schema`]!.safeParse(body).success
  const checked = isValid(departuresOf(body, definition(name)))
  expect({ zod: parsed, check: checked }, `${name}: ${place} ${valid ? '' : ajv.errorsText()}`).toEqual({ zod: valid, check: valid })
  return valid
}

function nameOf(operation: OperationKey, part: 'request' | 'response' | 'chunk' | 'error'): string | undefined {
  return part === 'error' ? 'ErrorResponse' : operationSchemas[operation][part]
}

async function goVcrBodies(): Promise<Body[] | undefined> {
  const corpus = await goVcrCorpus()
  return corpus?.flatMap(({ place, interaction }) => {
    const exchange = readExchange(interaction)
    if (!exchange) return []
    const { operation, request, answer } = exchange
    const answers = answer.kind === 'stream' ? answer.chunks : [answer.body]
    const part = answer.kind === 'stream' ? 'chunk' : answer.kind
    return [['request', request] as const, ...answers.map((reading) => [part, reading] as const)].flatMap(([each, reading]) => {
      const name = nameOf(operation, each)
      return reading.kind === 'json' && name !== undefined ? [{ place, name, body: reading.value as unknown as JsonValue }] : []
    })
  })
}

function everyNth(bodies: readonly Body[], n: number): Body[] {
  return bodies.filter((_, index) => index % n === 0)
}

function handWritten(): Body[] {
  const chunk = {
    id: 'chatcmpl-1',
    object: 'chat.completion.chunk',
    created: 1,
    model: 'gpt-4o',
    choices: [{ index: 0, delta: { role: 'assistant', content: 'Olá' }, logprobs: null, finish_reason: null }],
    usage: null,
  }
  const message = { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'Hi' }] }
  const filter = {
    type: 'and',
    filters: [
      { type: 'eq', key: 'a', value: 1 },
      { type: 'or', filters: [{ type: 'gt', key: 'b', value: 2 }] },
    ],
  }
  const image = { image: 'x', prompt: 'A cat' }
  const bodies: [name: string, body: JsonValue][] = [
    ['CreateChatCompletionStreamResponse', chunk],
    [
      'CreateChatCompletionRequest',
      {
        model: 'gpt-4o',
        messages: [{ role: 'user', content: 'Hi' }],
        top_logprobs: 3,
        stop: null,
        metadata: { a: 'b' },
        logit_bias: { 1: 2 },
      },
    ],
    [
      'CreateChatCompletionRequest',
      { model: 'gpt-4o', messages: [{ role: 'tool', tool_call_id: 'call_1', content: 'x' }], seed: 9_223_372_036_854_775_000 },
    ],
    ['CreateResponse', { model: 'gpt-4o', input: [message, { role: 'user', content: 'Hi' }, { type: 'item_reference', id: 'msg_1' }] }],
    ['CreateResponse', { input: 'Hi', tools: [{ type: 'file_search', vector_store_ids: ['vs_1'], filters: filter }] }],
    [
      'ResponseStreamEvent',
      {
        type: 'response.output_text.delta',
        item_id: 'msg_1',
        output_index: 0,
        content_index: 0,
        delta: 'Hi',
        sequence_number: 1,
        logprobs: [],
      },
    ],
    ['EditImageBodyJsonParam', { ...image, images: [{ image_url: 'https://example.com/a.png' }, { file_id: 'file-1' }] }],
    ['EditImageBodyJsonParam', { ...image, images: [{ image_url: 'https://example.com/a.png', file_id: 'file-1' }] }],
    [
      'CreateThreadAndRunRequest',
      {
        assistant_id: 'asst_1',
        thread: { tool_resources: { file_search: { vector_stores: [{ file_ids: ['file-1'], chunking_strategy: { type: 'auto' } }] } } },
      },
    ],
    ['AssistantStreamEvent', { event: 'done', data: '[DONE]' }],
    ['CreateModerationResponse', { id: 'modr-1', model: 'm', results: [] }],
    ['CreateEmbeddingRequest', { model: 'text-embedding-3-small', input: ['a', 'b'] }],
    ['ErrorResponse', { error: { message: 'No', type: 'invalid_request_error', param: null, code: null } }],
  ]
  return bodies.map(([name, body], index) => ({ place: `body ${index}`, name, body }))
}
