import type { Cassette, CassetteFormat, ParseContext } from '@respool/core'
import { readingOf } from '../errors.ts'
import { looksLikeRecording } from './detect.ts'
import { exchangesOf, toResponse } from './exchange.ts'
import { openRecordings } from './folder.ts'
import { llamaStackRules, type LlamaStackOptions } from './options.ts'
import { readRecord } from './record.ts'
import { sourceOf } from './source.ts'

/**
 * The recordings of llama-stack's test suite (ogx, as it is called by now): JSON files, one a request, in folders called `recordings`. They hold calls of
 * Python SDKs, and replay as the HTTP that those calls were. They are only read.
 *
 * Its recorders answer a request as often as it is asked, and do not compare the host, since recordings name machines such as 0.0.0.0:11434.
 *
 * @throws RespoolError `invalid-option`
 * @example
 * ```ts
 * const format = llamaStack({ testId: 'tests/integration/inference/test_chat.py::test_stream[txt=openai/gpt-4o]' })
 * const recorder = await openRecorder('tests/integration/inference/recordings', { mode: 'replay', format })
 * ```
 */
export function llamaStack(options: LlamaStackOptions = {}): CassetteFormat {
  const rules = llamaStackRules(options)
  return {
    name: 'llama-stack',
    defaults: { repeats: true, match: { origin: false } },
    detect: ({ bytes }) => looksLikeRecording(bytes),
    parse: (bytes, context) => readingOf(context.name, () => parse(bytes, context, rules.nulls)),
    open: (store, name, context) => openRecordings(store, name, context, rules),
  }
}

/** One file: an interaction, of embeddings one for each encoding. What is no HTTP has none, and is kept whole. */
function parse(bytes: Uint8Array, { name }: ParseContext, nulls: LlamaStackOptions['nulls'] = 'restore'): Cassette {
  const record = readRecord(bytes, name)
  const exchanges = exchangesOf(record, nulls)
  if ('reason' in exchanges) {
    return {
      interactions: [],
      extra: { llama_stack: { [name]: new TextDecoder().decode(bytes) } },
      warnings: [`${name}: ${exchanges.reason}. It is kept, and not played.`],
    }
  }
  return {
    interactions: exchanges.map(({ request, response }) => ({
      request,
      response: toResponse(response),
      extra: { llama_stack: sourceOf(record, name, request) },
    })),
  }
}
