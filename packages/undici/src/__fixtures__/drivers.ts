import { Writable } from 'node:stream'
import type { AdapterUnderTest, BodyKind, Driver, Gap, GivenDriver, PatchedDriver, Send, Sent } from '@respool/conformance/driver'
import { createInterceptor, openRecorder, patchUndici } from '@respool/undici'
import { init, sendByFetch, sendByPipeline, sendByRequest, sendByStream, type SendOptions } from './sends.ts'
import { undicis, type Undici } from './undicis.ts'

const noContinue: Gap = {
  name: 'undici does not wait for 100',
  topic: 'expect-continue',
  why: 'undici refuses an Expect header over HTTP/1.1 (NotSupportedError), and the Fetch standard has none. Code that needs it uses node:http.',
}

const sortedHeaders: Gap = {
  name: 'fetch sorts headers',
  topic: 'raw-headers',
  why: 'A Headers object gives its names in lower case and in alphabetical order, as the Fetch standard has it, whatever the server sent. Values, and how often each was sent, are kept.',
}

const noStatusText: Gap = {
  name: 'undici hands out no status text',
  topic: 'status-text',
  why: 'request() of undici 6 and 7, stream() and pipeline() give their caller the number alone. The text is recorded and replayed all the same, as fetch and request() of undici 8 show.',
}

const parsedHeaders: Gap = {
  name: 'compose() of undici 7 parses headers',
  topic: 'raw-headers',
  why: 'undici 7 puts a wrapper of its own around every interceptor, which hands on headers as an object: names in lower case, values of one name together. Its Agent by itself, and undici 6 and 8, hand on what came.',
}

const symbols = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]
const globals = () => [globalThis.fetch, ...symbols.map((symbol) => Reflect.get(globalThis, symbol) as unknown)]

const ofFetch = {
  bodies: ['text', 'bytes', 'stream', 'form', 'params', 'blob'] satisfies BodyKind[],
  gaps: [noContinue, sortedHeaders],
  isNetworkError: (error: unknown) => error instanceof TypeError && /^(terminated|fetch failed)$/.test(error.message),
}

const ofUndici = {
  bodies: ['text', 'bytes', 'stream', 'blob'] satisfies BodyKind[],
  gaps: [noContinue, noStatusText],
  isNetworkError: (error: unknown) => ['UND_ERR_SOCKET', 'ECONNRESET', 'ECONNREFUSED'].includes((error as { code: string }).code),
}

function patchedDrivers(name: string, undici: Undici): PatchedDriver[] {
  const patched = { patch: patchUndici, globals }
  return [
    { ...ofFetch, ...patched, name: `${name} fetch`, send: sendByFetch(undici) },
    {
      ...ofUndici,
      ...patched,
      name: `${name} request`,
      gaps: name === 'undici 8' ? [noContinue] : ofUndici.gaps,
      send: sendByRequest(undici),
      callbacks: {
        response: (sent, call) => (undici.request as unknown as (url: string, options: object, then: () => void) => void)(sent.url, init(undici, sent), call),
        data: (sent, call) => void undici.request(sent.url, init(undici, sent)).then(({ body }) => body.once('data', call).resume()),
        'body generator': (sent, call) => void undici.request(echoOf(sent), { method: 'POST', body: bodyThat(call) } as never).then(({ body }) => body.dump()),
        dispatch: (sent, call) => void undici.getGlobalDispatcher().dispatch(dispatchOptions(sent), rawHandler(call) as never),
      },
    },
    {
      ...ofUndici,
      ...patched,
      name: `${name} stream`,
      send: sendByStream(undici),
      callbacks: {
        factory: (sent, call) =>
          void undici.stream(sent.url, init(undici, sent), () => {
            call()
            return forget()
          }),
      },
    },
    {
      ...ofUndici,
      ...patched,
      name: `${name} pipeline`,
      bodies: ['text', 'bytes', 'stream'],
      send: sendByPipeline(undici),
      callbacks: {
        handler: (sent, call) =>
          void undici
            .pipeline(sent.url, init(undici, sent), ({ body }) => {
              call()
              return body
            })
            .resume()
            .end(),
      },
    },
  ]
}

function composedDrivers(name: string, undici: Undici): GivenDriver[] {
  const parsed = name === 'undici 7'
  // One for all, as an application has it; its connections stay.
  const agent = new undici.Agent()
  const tapedBy =
    (send: (undici: Undici, options: SendOptions) => Send): GivenDriver['tape'] =>
    (recorder) =>
      send(undici, { dispatcher: agent.compose(createInterceptor(recorder)), parsed })
  return [
    {
      ...ofUndici,
      bodies: [...ofUndici.bodies, 'form'],
      gaps: name === 'undici 8' ? [noContinue] : [...ofUndici.gaps, ...(parsed ? [parsedHeaders] : [])],
      name: `${name} Agent, composed, request`,
      send: sendByRequest(undici, { dispatcher: agent, parsed }),
      tape: tapedBy(sendByRequest),
    },
    {
      ...ofFetch,
      name: `${name} Agent, composed, fetch`,
      send: sendByFetch(undici, { dispatcher: agent }),
      tape: tapedBy(sendByFetch),
    },
  ]
}

const nodeFetch: PatchedDriver = {
  ...ofFetch,
  name: "Node's own fetch",
  // As it was when this was loaded, long before any patch.
  send: sendByFetch({ fetch: globalThis.fetch as never }),
  patch: patchUndici,
  globals,
}

const drivers: Driver[] = [
  nodeFetch,
  ...Object.entries(undicis).flatMap(([name, undici]) => [...patchedDrivers(name, undici), ...composedDrivers(name, undici)]),
]

export const adapter: AdapterUnderTest = { name: '@respool/undici', module: import.meta.url, openRecorder, drivers }

/** A part of them, so that the parts can be run side by side. */
export function driversOf(name: string): AdapterUnderTest {
  return { ...adapter, drivers: drivers.filter((driver) => driver.name.startsWith(name)) }
}

const forget = () => new Writable({ write: (_, __, done) => done() })
const echoOf = ({ url }: Sent) => new URL('/echo/body', url)

async function* bodyThat(call: () => void): AsyncGenerator<string> {
  yield 'one '
  call()
  yield 'two'
}

function dispatchOptions({ url }: Sent) {
  const { origin, pathname } = new URL(url)
  return { origin, path: pathname, method: 'GET' as const }
}

/** In both APIs: which one is spoken to depends on the dispatcher. */
function rawHandler(call: () => void) {
  return {
    onRequestStart() {},
    onResponseStart() {},
    onResponseData: call,
    onResponseEnd() {},
    onResponseError() {},
    onConnect() {},
    onHeaders: () => true,
    onData: () => (call(), true),
    onComplete() {},
    onError() {},
  }
}
