import type { PlacedInteraction } from '../cassettes/load.ts'
import { isStream } from '../exchange/answer.ts'
import type { Conversation } from '../exchange/conversation.ts'
import { readConversation } from '../exchange/read.ts'
import type { ResponseEnd } from '@respool/core'

/** An interaction as it is shown; plain data. */
export interface ShownInteraction {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly status: number
  readonly statusText: string
  /** Whether it was answered in events or lines. */
  readonly streamed: boolean
  readonly chunks: number
  /** `derived` where the cassette does not say how they arrived. */
  readonly boundaries: 'recorded' | 'derived'
  /** The length of the answer. */
  readonly bytes: number
  readonly end: ResponseEnd
  /** Why it failed. */
  readonly failure?: string
  /** ISO 8601, in UTC. */
  readonly recordedAt?: string
  /** Milliseconds until the head, until the first chunk, and until the end. */
  readonly took?: { readonly head: number; readonly first: number; readonly end: number }
  /** Why it cannot be replayed. */
  readonly unplayable?: string
  readonly conversation: Conversation
}

export function shown({ id, interaction }: PlacedInteraction): ShownInteraction {
  const { request, response, unplayable } = interaction
  const { status, statusText, chunks, boundaries, end, error, recordedAt, delays } = response
  return {
    id,
    method: request.method,
    url: request.url,
    status,
    statusText,
    streamed: isStream(response),
    chunks: chunks.length,
    boundaries,
    bytes: chunks.reduce((sum, { length }) => sum + length, 0),
    end,
    ...(error !== undefined && { failure: error }),
    ...(recordedAt !== undefined && { recordedAt }),
    ...(delays && { took: tookOf(delays) }),
    ...(unplayable !== undefined && { unplayable }),
    conversation: readConversation(interaction),
  }
}

function tookOf(delays: readonly number[]): { head: number; first: number; end: number } {
  const [head = 0, first = 0] = delays
  return { head, first: head + first, end: delays.reduce((sum, delay) => sum + delay, 0) }
}
