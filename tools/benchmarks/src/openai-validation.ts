import type { JsonValue } from '@respool/core'
import { checkBody, type OperationKey } from '@respool/openai'
import { CreateChatCompletionStreamResponseSchema, ResponseStreamEventSchema } from '@respool/openai/zod'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { readFileSync } from 'node:fs'
import { median, row, type Table } from './table.ts'

const rounds = 31
const times = 20_000

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

/** What it costs to hold one chunk against the spec, beside parsing it. */
export function chatChunkValidation(): Table {
  return table(
    'One chunk of a chat completion',
    chunk,
    'POST /chat/completions',
    'CreateChatCompletionStreamResponse',
    CreateChatCompletionStreamResponseSchema,
  )
}

export function deltaValidation(): Table {
  return table('One text delta of a response', delta, 'POST /responses', 'ResponseStreamEvent', ResponseStreamEventSchema)
}

function table(
  title: string,
  body: JsonValue,
  operation: OperationKey,
  name: string,
  schema: { safeParse(value: unknown): { success: boolean } },
): Table {
  const text = JSON.stringify(body)
  const snapshot = JSON.parse(
    readFileSync(new URL('../../../packages/openai/src/generated/schema.json', import.meta.url), 'utf8'),
  ) as object
  const ajv = new Ajv2020({ strict: false, validateFormats: false }).addSchema({ ...snapshot, $id: 'openai' })
  const validate = ajv.getSchema(`openai#/$defs/${name}`)!
  const candidates: { [name: string]: () => boolean } = {
    'JSON.parse': () => JSON.parse(text) !== undefined,
    'zod (@respool/openai/zod)': () => schema.safeParse(body).success,
    'ajv, compiled': () => validate(body) === true,
    checkBody: () => checkBody({ operation, part: 'chunk', body }).departures.every(({ kind }) => kind === 'unknown-key'),
  }
  const measured = measure(candidates)
  const floor = measured.get('JSON.parse')!
  return {
    title: `${title}, ${text.length} bytes: ${times} in a row, median of ${rounds}`,
    rows: [...measured].map(([each, milliseconds]) => row(each, milliseconds, floor)),
  }
}

// By turns, so that all of them share the machine's moods.
function measure(candidates: { [name: string]: () => boolean }): Map<string, number> {
  const found = new Map(Object.keys(candidates).map((name) => [name, [] as number[]]))
  for (let round = 0; round < rounds; round++) {
    for (const [name, candidate] of Object.entries(candidates)) {
      const before = performance.now()
      for (let index = 0; index < times; index++) if (!candidate()) throw new Error(`${name} finds fault with what has none`)
      found.get(name)!.push(performance.now() - before)
    }
  }
  return new Map([...found].map(([name, all]) => [name, median(all)]))
}
