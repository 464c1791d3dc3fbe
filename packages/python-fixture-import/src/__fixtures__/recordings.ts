import type { JsonObject, JsonValue } from '@respool/core'
import { parseExact } from '../json/exact.ts'
import { pythonDumps } from '../python/dumps.ts'

/** The text of a recording as llama-stack's recorder writes it. Numbers may be given as JSON text, for what JavaScript cannot say. */
export function recordingText(record: object): string {
  const value = parseExact(JSON.stringify(record).replace(/"float:([^"]*)"/g, '$1')) as JsonObject
  return `${pythonDumps(value, { indent: 2 })}\n`
}

const testId = 'tests/integration/inference/test_toy.py::test_rain[txt=toy/toy-1]'

/** What the Python SDK makes of a chunk: every field that it knows, with null for what did not come. */
export function dumpedChunk(delta: JsonObject, more: JsonObject = {}): JsonValue {
  const { finish_reason: finish = null, ...rest } = more
  return {
    __type__: 'openai.types.chat.chat_completion_chunk.ChatCompletionChunk',
    __data__: {
      id: 'rec-0123456789ab',
      choices: [
        {
          delta: { content: null, function_call: null, refusal: null, role: null, tool_calls: null, ...delta },
          finish_reason: finish,
          index: 0,
          logprobs: null,
        },
      ],
      created: 0,
      model: 'toy-1',
      object: 'chat.completion.chunk',
      service_tier: null,
      system_fingerprint: null,
      usage: null,
      ...rest,
    },
  }
}

export interface CallOptions {
  readonly endpoint?: string
  readonly base?: string
  readonly body?: JsonObject
  readonly response?: JsonObject
  /** null: recorded outside of any test; undefined: recorded before recordings told. */
  readonly testId?: string | null | undefined
}

/** A recording of a call of the OpenAI SDK. */
export function callOf({ endpoint = '/v1/chat/completions', base = 'https://api.openai.com/v1', ...options }: CallOptions = {}): JsonObject {
  const body = options.body ?? { model: 'toy-1', messages: [{ role: 'user', content: 'Rain in Portuguese?' }], stream: true }
  const request = { method: 'POST', url: base + endpoint, headers: {}, body, endpoint, model: 'toy-1' }
  const response = options.response ?? { body: [dumpedChunk({ role: 'assistant', content: '' }), dumpedChunk({ content: 'Chuva.' }), dumpedChunk({}, { finish_reason: 'stop' })], is_streaming: true }
  const id = 'testId' in options ? options.testId : testId
  return { ...(id !== undefined && { test_id: id }), request, response, ...(id !== undefined && { id_normalization_mapping: {} }) }
}

export const llamaStackFile = { name: 'llama-stack', bytes: new TextEncoder().encode(recordingText(callOf())) }
