import type { JsonValue } from '@respool/core'
import { checkBody, type OperationKey } from '@respool/openai'
import { CreateChatCompletionStreamResponseSchema, ResponseStreamEventSchema } from '@respool/openai/zod'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import type { Kind } from '../frame/group.ts'

const chunk = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_760_704_569,
  model: 'gpt-4o-2024-08-06',
  service_tier: 'default',
  system_fingerprint: 'fp_cbf1785567',
  choices: [{ index: 0, delta: { content: ' hello' }, logprobs: null, finish_reason: null }],
  usage: null,
  obfuscation: 'HhaSik3KUWGzk',
}
const delta = {
  type: 'response.output_text.delta',
  sequence_number: 17,
  item_id: 'msg_68f26c3b7f3c819395d3a1',
  output_index: 0,
  content_index: 0,
  delta: ' hello',
  logprobs: [],
  obfuscation: 'HhaSik3KUWGzk',
}

interface Subject {
  readonly title: string
  readonly body: JsonValue
  readonly operation: OperationKey
  readonly name: string
  readonly schema: { safeParse(value: unknown): { success: boolean } }
}

export const subjects: { readonly [id: string]: Subject } = {
  'chat-chunk': {
    title: 'one chunk of a chat completion',
    body: chunk,
    operation: 'POST /chat/completions',
    name: 'CreateChatCompletionStreamResponse',
    schema: CreateChatCompletionStreamResponseSchema,
  },
  delta: {
    title: 'one text delta of a response',
    body: delta,
    operation: 'POST /responses',
    name: 'ResponseStreamEvent',
    schema: ResponseStreamEventSchema,
  },
}

/** Made ready for a subject, each then says whether it is in order. */
export const candidates: { readonly [name: string]: { readonly kind: Kind; readonly of: (subject: Subject) => () => boolean } } = {
  'JSON.parse of it': {
    kind: 'floor',
    of({ body }) {
      const text = JSON.stringify(body)
      return () => JSON.parse(text) !== undefined
    },
  },
  'zod (@respool/openai/zod)': {
    kind: 'respool',
    of:
      ({ schema, body }) =>
      () =>
        schema.safeParse(body).success,
  },
  checkBody: {
    kind: 'respool',
    of:
      ({ operation, body }) =>
      () =>
        checkBody({ operation, part: 'chunk', body }).departures.every(({ kind }) => kind === 'unknown-key'),
  },
  'ajv, compiled': {
    kind: 'peer',
    of({ name, body }) {
      const file = new URL('../../../../packages/openai/src/generated/schema.json', import.meta.url)
      const snapshot = JSON.parse(readFileSync(file, 'utf8')) as object
      const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ ...snapshot, $id: 'openai' })
      const validate = ajv.getSchema(`openai#/$defs/${name}`)!
      return () => validate(body) === true
    },
  },
}
