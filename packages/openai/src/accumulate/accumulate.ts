import type { ChunkOf, ResponseOf } from '../api.ts'
import { accumulateCompletion, type AccumulatedCompletion } from './completion.ts'
import { refuseOthers } from './refuse.ts'
import { accumulateResponse } from './response.ts'

type ChatChunk = ChunkOf<'POST /chat/completions'>
type ResponseEvent = ChunkOf<'POST /responses'>

/**
 * What the chunks of a stream come to: the completion or response that the API would have sent without `stream`, with message, tool calls, refusal and usage, as
 * the `openai` client's own helpers make it of them. Of a stream that was cut it is what there was until then: a `finish_reason` is null, a `status` is
 * `in_progress`. The chunks stay what they are.
 *
 * @returns undefined where there are no chunks
 * @throws RespoolError `invalid-option` where a chunk is no object, or a choice or a call of a tool does not say by its `index` where its pieces belong
 * @see https://github.com/openai/openai-node/blob/master/helpers.md
 * @example
 * ```ts
 * const exchange = readExchange(interaction)
 * if (exchange?.operation === 'POST /responses' && exchange.answer.kind === 'stream') {
 *   const response = accumulate(exchange.answer.chunks.flatMap((chunk) => (chunk.kind === 'json' ? [chunk.value] : [])))
 *   console.log(response?.usage?.total_tokens)
 * }
 * ```
 */
export function accumulate(chunks: readonly ChatChunk[]): AccumulatedCompletion | undefined
export function accumulate(chunks: readonly ResponseEvent[]): ResponseOf<'POST /responses'> | undefined
export function accumulate(chunks: readonly ChatChunk[] | readonly ResponseEvent[]): unknown {
  const first = chunks[0]
  if (first === undefined) return undefined
  refuseOthers(chunks)
  return 'type' in first ? accumulateResponse(chunks as readonly ResponseEvent[]) : accumulateCompletion(chunks as readonly ChatChunk[])
}
