import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { bytesAnswer, jsonAnswer, sseChunks, startServer, streamedCompletion, type Answer, type HandWrittenStream } from '@respool/testkit'
import type { Finding } from './smoke/check.ts'
import { streamWith, type Shared } from './smoke/shared.ts'

export interface SmokeServer extends AsyncDisposable {
  readonly url: string
  /** What the runtime under test has found out; it comes when all checks were made. */
  readonly findings: Promise<readonly Finding[]>
}

/** Requests that steer the server, which no recorder ever sees. */
const steering = new Set(['/next', '/requests', '/report', '/from-node', '/to-node', '/favicon.ico', '/', '/page.js'])

// One of them ends within a character, one holds two events: what a network makes of a stream.
const pieces = cutAnew(sseChunks(streamedCompletion('Olá! Tudo bem?')))

/** @param page where the runtime is a browser: the script of the page that it opens */
export async function startSmokeServer(page?: string): Promise<SmokeServer> {
  const script = new TextEncoder().encode(page)
  const html = new TextEncoder().encode('<!doctype html><title>respool</title><script type="module" src="/page.js"></script>')
  const server = await startServer({
    routes: [
      { method: 'GET', path: '/', answer: () => bytesAnswer('text/html; charset=utf-8', html) },
      { method: 'GET', path: '/page.js', answer: () => bytesAnswer('text/javascript; charset=utf-8', script) },
      { method: 'GET', path: '/requests', answer: () => jsonAnswer(asked()) },
      { method: 'GET', path: '/coded/*', answer: (_, coding) => coded(coding) },
    ],
  })
  const asked = () => server.requests.filter(({ path }) => !steering.has(path)).length

  let release = () => {}
  server.script('/next', async (stream) => {
    release()
    await stream.head({ status: 204 })
    await stream.end()
  })
  /** A chunk, and the next one only when it is asked for. */
  async function inTurn(stream: HandWrittenStream, chunks: readonly Uint8Array[]): Promise<void> {
    for (const chunk of chunks) {
      const turn = new Promise<void>((resolve) => (release = resolve))
      if (!(await stream.chunk(chunk))) return
      await Promise.race([turn, stream.closed])
    }
  }
  server.script('/stream', async (stream) => {
    await inTurn(stream, pieces)
    await stream.end()
  })
  server.script('/broken', async (stream) => {
    await inTurn(stream, pieces.slice(0, 2))
    await stream.cut('close')
  })

  // What this Node makes of the same stream, and of the cassettes of others.
  const shared = (where: string, share: (cassette: string) => Promise<Shared>) =>
    server.script(where, async (stream, { text }) => {
      await stream.head({ headers: { 'Content-Type': 'application/json' } })
      await stream.chunk(JSON.stringify(await share(text)))
      await stream.end()
    })
  shared('/from-node', () => streamWith(server.url, '', async () => release()))
  shared('/to-node', (cassette) => streamWith(server.url, cassette, async () => {}))

  const findings = new Promise<readonly Finding[]>((resolve) => {
    server.script('/report', async (stream, { text }) => {
      await stream.end()
      resolve(JSON.parse(text) as Finding[])
    })
  })
  return { url: server.url, findings, [Symbol.asyncDispose]: () => server.stop() }
}

function cutAnew(events: readonly Uint8Array[]): Uint8Array[] {
  const bytes = Buffer.concat(events)
  const within = bytes.indexOf('á') + 1
  const [first = new Uint8Array()] = events
  const last = bytes.byteLength - events.at(-1)!.byteLength
  return [bytes.subarray(0, first.byteLength), bytes.subarray(first.byteLength, within), bytes.subarray(within, last), bytes.subarray(last)]
}

const coders = { gzip: gzipSync, 'x-gzip': gzipSync, deflate: deflateSync, br: brotliCompressSync, zstd: zstdCompressSync }

/** Encoded, whatever was asked for, as some proxies do. */
function coded(coding: string): Answer {
  const bytes = coders[coding as keyof typeof coders](JSON.stringify({ message: 'Olá! '.repeat(40) }))
  const { headers, ...answer } = bytesAnswer('application/json', bytes)
  return { ...answer, headers: [...headers, ['Content-Encoding', coding]] }
}
