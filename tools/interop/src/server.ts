import { createServer, type ServerResponse } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { samples } from './samples.ts'

export interface SampleServer extends AsyncDisposable {
  /** `http://127.0.0.1:12345` */
  readonly origin: string
}

/**
 * Answers `/stream/7` with the seventh sample in several chunks, `/whole/7` in one, `/nothing/7` with 204; `/endless/7` never ends, and `/broken/7` breaks off.
 */
export async function startSampleServer(): Promise<SampleServer> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const [, kind = '', index = '0'] = /^\/(\w+)\/(\d+)/.exec(request.url ?? '') ?? []
      void answer(kind, samples[Number(index)]!.bytes, response)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}

async function answer(kind: string, bytes: Uint8Array, response: ServerResponse): Promise<void> {
  if (kind === 'nothing') return void response.writeHead(204).end()
  if (kind === 'whole') return void response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes)
  response.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' })
  // In the middle of whatever stands there: of lines, and of characters.
  const middle = Math.ceil(bytes.byteLength / 2)
  response.write(bytes.subarray(0, middle))
  await sleep(2)
  if (kind === 'endless') return
  response.write(bytes.subarray(middle))
  if (kind === 'broken') {
    await sleep(2)
    return void response.destroy()
  }
  response.end()
}
