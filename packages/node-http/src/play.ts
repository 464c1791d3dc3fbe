import type { ServerResponse } from 'node:http'
import type { End, Playback, ResponseHead } from '@respool/core'
import { breakOffAfterReading } from './break-off.ts'
import type { Exchange } from './exchange.ts'
import { whenRead } from './when-read.ts'

/** Answers from the cassette. */
export async function play(playback: Playback, exchange: Exchange, response: ServerResponse): Promise<void> {
  let open = true
  response.on('error', () => {})
  exchange.client.once('close', () => {
    if (open) playback.cancel()
    open = false
  })
  const head = await playback.start()
  if (!open) return
  writeHead(response, head)
  while (open) {
    const coming = playback.next()
    if (coming instanceof Promise) response.flushHeaders()
    const next = coming instanceof Promise ? await coming : coming
    if (!open) return
    if (!(next instanceof Uint8Array)) {
      if (next.end === 'complete') {
        open = false
        response.end()
      } else await cut(next, exchange, response)
      return
    }
    if (!response.write(Buffer.from(next))) await room(response, exchange)
    await tick()
  }
}

function writeHead(response: ServerResponse, { status, statusText, headers }: ResponseHead): void {
  try {
    response.writeHead(
      status,
      latin1(statusText),
      headers.flatMap(([name, value]) => [name, latin1(value)]),
    )
  } catch (error) {
    throw new TypeError(`The recorded response has a status or a header that node:http cannot give: mend it in the cassette.`, {
      cause: error,
    })
  }
}

/** As the recorded connection broke: with what had come before. */
async function cut({ end, error }: End, exchange: Exchange, response: ServerResponse): Promise<void> {
  response.flushHeaders()
  await tick()
  await whenRead(exchange)
  // As node:http reports it.
  const aborted = Object.assign(new Error('aborted', { cause: error }), { code: 'ECONNRESET' })
  breakOffAfterReading(exchange, end === 'failed' || !error ? aborted : error)
}

/** Node 24 and below make one of the chunks that a reader finds waiting: a tick for the stream, and then one for the promises of who reads it. */
function tick(): Promise<void> {
  return new Promise((resolve) => process.nextTick(resolve))
}

function room(response: ServerResponse, { client }: Exchange): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      response.off('drain', done)
      client.off('close', done)
      resolve()
    }
    response.once('drain', done)
    client.once('close', done)
  })
}

/** As node:http gives headers, one character a byte: what is beyond that came as UTF-8. */
function latin1(text: string): string {
  return /[^\x00-\xff]/.test(text) ? Buffer.from(text).toString('latin1') : text
}
