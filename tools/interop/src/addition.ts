import type { Interaction } from '@respool/core'
import { toBody } from '@respool/core'
import { samples } from './samples.ts'

/** An interaction as respool records it, with all of its keys; each has another sample as body and as header value. */
export function additionOf(index: number): Interaction {
  const { bytes } = samples[index % samples.length]!
  const middle = Math.ceil(bytes.byteLength / 2)
  const headers = [
    ['Content-Type', 'text/event-stream'],
    ['X-Twice', 'one'],
    ['X-Twice', 'two: #'],
  ] as const
  return {
    request: { method: 'POST', url: `https://api.example.com/v1/chat?n=${index}`, headers, body: toBody(bytes), httpVersion: 'HTTP/1.1' },
    response: {
      status: 200,
      statusText: 'OK',
      headers,
      httpVersion: 'HTTP/1.1',
      chunks: [bytes.subarray(0, middle), bytes.subarray(middle)],
      boundaries: 'recorded',
      delays: [12.5, 0, 3, 0.1],
      end: index % 3 === 0 ? 'failed' : 'complete',
      ...(index % 3 === 0 && { error: 'socket hang up: "reset"' }),
      recordedAt: '2026-11-21T09:30:00.000Z',
    },
  }
}
