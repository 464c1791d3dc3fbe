import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'
import { on } from 'node:events'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { AdapterUnderTest, PatchedDriver, Received, Send, Sent } from '@respool/conformance/driver'
import { createAgent, openRecorder, patchHttp } from '@respool/node-http'

type Read = (response: IncomingMessage) => AsyncIterator<Uint8Array>

const iterated: Read = (response) => response[Symbol.asyncIterator]()

/** By its events, from the first `next` on. */
const byEvents: Read = (response) => {
  let iterator: AsyncIterator<Uint8Array> | undefined
  return { next: () => (iterator ??= eventsOf(response)).next() }
}

async function* eventsOf(response: IncomingMessage): AsyncGenerator<Uint8Array> {
  if (response.errored) throw response.errored
  for await (const [chunk] of on(response, 'data', { close: ['end', 'close'] })) yield chunk as Uint8Array
}

function send(read: Read = iterated, options: RequestOptions = {}): Send {
  return (sent) =>
    new Promise((resolve, reject) => {
      request(sent, options, (response) => resolve(received(response, read))).on('error', reject)
    })
}

function request(sent: Sent, options: RequestOptions, answered: (response: IncomingMessage) => void): ClientRequest {
  const { url, method = 'GET', headers = [], body, expectContinue, signal } = sent
  const lists: { [name: string]: string[] } = {}
  for (const [name, value] of headers) (lists[name] ??= []).push(value)
  // A list of one is written as text is, but Node joins what comes as a list of cookies.
  const given = { ...lists, ...(expectContinue && { Expect: '100-continue' }) }
  const outgoing = http.request(url, { ...options, method, headers: given, ...(signal && { signal }) }, answered)
  const write = () => {
    if (body instanceof ReadableStream) pipeline(Readable.fromWeb(body as never), outgoing).catch(() => {})
    else outgoing.end(body)
  }
  if (!expectContinue) write()
  else outgoing.once('continue', write).flushHeaders()
  return outgoing
}

function received(response: IncomingMessage, read: Read): Received {
  const { statusCode: status = 0, statusMessage: statusText, rawHeaders } = response
  const headers = Array.from({ length: rawHeaders.length / 2 }, (_, index) => [rawHeaders[index * 2]!, rawHeaders[index * 2 + 1]!] as const)
  return { status, statusText, headers, chunks: read(response), cancel: () => void response.destroy() }
}

const isNetworkError = (error: unknown) => /^(ECONNRESET|ECONNREFUSED|EPIPE)$/.test((error as { code?: string }).code ?? '')
const bodies = ['text', 'bytes', 'stream'] as const

const patched = {
  bodies,
  isNetworkError,
  patch: patchHttp,
  globals: () =>
    [http, https, http.Agent.prototype, https.Agent.prototype, http.ClientRequest.prototype, http.OutgoingMessage.prototype].flatMap((each) =>
      // `WebSocket` and its events are loaded by who asks for them.
      Object.entries(Object.getOwnPropertyDescriptors(each)).flatMap(([name, { value, get, set }]) => [name, value, get, set]),
    ),
  callbacks: {
    response: (sent, call) => void request(sent, {}, (response) => response.resume().on('error', () => {}) && call()),
    data: (sent, call) => void request(sent, {}, (response) => response.once('data', call)),
    end: (sent, call) => void request(sent, {}, (response) => response.resume().once('end', call)),
    close: (sent, call) => void request(sent, {}, (response) => response.resume()).once('close', call),
    finish: (sent, call) => void request(sent, {}, (response) => response.resume()).once('finish', call),
  },
} satisfies Omit<PatchedDriver, 'name' | 'send'>

export const adapter: AdapterUnderTest = {
  name: '@respool/node-http',
  module: import.meta.url,
  openRecorder,
  drivers: [
    { ...patched, name: 'http.request, iterated', send: send() },
    // `Connection: close`, and so another way to end.
    { ...patched, name: 'http.request with agent: false, by events', send: send(byEvents, { agent: false }) },
    {
      name: 'http.request through createAgent',
      bodies,
      isNetworkError,
      send: send(),
      tape: (recorder) => send(iterated, { agent: createAgent(recorder) }),
    },
  ],
}
