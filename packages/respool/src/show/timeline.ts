import type { ResponseEnd } from '@respool/core'
import type { PlacedInteraction } from '../cassettes/load.ts'
import { piecesByChunk } from '../exchange/by-chunk.ts'
import type { Piece } from '../exchange/pieces.ts'

/** A chunk, when it came, and what it brought. */
export interface Arrival {
  /** Milliseconds since the request was sent; absent where nobody recorded it. */
  readonly at?: number
  /** Milliseconds since what came before it. */
  readonly wait?: number
  readonly bytes: number
  readonly pieces: readonly Piece[]
}

/** How an answer arrived. */
export interface Timeline {
  readonly id: string
  readonly method: string
  readonly url: string
  readonly status: number
  readonly statusText: string
  /** Milliseconds until the head; absent where nobody recorded it. */
  readonly head?: number
  readonly chunks: readonly Arrival[]
  /** Milliseconds until the end; absent where nobody recorded when chunks came. */
  readonly endAt?: number
  readonly end: ResponseEnd
  readonly failure?: string
}

/** A recording whose chunks were derived has no times of theirs, though it may have that of its head. */
export function timelineOf({ id, interaction: { request, response } }: PlacedInteraction): Timeline {
  const { delays, boundaries, chunks, status, statusText, end, error } = response
  const times = delays && boundaries === 'recorded' ? sums(delays) : undefined
  const pieces = piecesByChunk(response)
  return {
    id,
    method: request.method,
    url: request.url,
    status,
    statusText,
    ...(delays && { head: delays[0]! }),
    chunks: chunks.map(({ length: bytes }, index) => ({
      ...(times && { at: times[index + 1]!, wait: delays![index + 1]! }),
      bytes,
      pieces: pieces[index]!,
    })),
    ...(times && { endAt: times.at(-1)! }),
    end,
    ...(error !== undefined && { failure: error }),
  }
}

function sums(delays: readonly number[]): number[] {
  let sum = 0
  return delays.map((delay) => (sum += delay))
}
