import type { AdapterUnderTest, BodyKind, Gap, GivenDriver, PatchedDriver, Send } from '@respool/conformance/driver'
import { createFetch, openRecorder, patchFetch, type Fetch } from '@respool/fetch'

const noContinue: Gap = {
  name: 'fetch does not wait for 100',
  topic: 'expect-continue',
  why: 'The Fetch standard has no Expect header: Node refuses to send it, browsers have no way to ask for it. Code that needs it uses node:http.',
}

const sortedHeaders: Gap = {
  name: 'fetch sorts headers',
  topic: 'raw-headers',
  why: 'A Headers object gives its names in lower case and in alphabetical order, as the Fetch standard has it, whatever the server sent. Values, and how often each was sent, are kept.',
}

const followsBelow: Gap = {
  name: 'fetch follows redirects below',
  topic: 'redirect-hops',
  why: 'A function that takes the place of fetch sees a request and the last response: the hops between happen inside. One interaction is stored, with the URL at which the response was found.',
}

function sendBy(fetch: () => Fetch): Send {
  return async ({ url, method = 'GET', headers = [], body, signal }) => {
    const response = await fetch()(url, {
      method,
      headers: headers.map(([name, value]) => [name, value] as [string, string]),
      ...(body !== undefined && { body: body as BodyInit, duplex: 'half' }),
      ...(signal && { signal }),
    })
    const reader = response.body?.getReader()
    return {
      status: response.status,
      statusText: response.statusText,
      headers: [...response.headers],
      decoded: true,
      chunks: {
        async next() {
          const { done, value } = (await reader?.read()) ?? { done: true, value: undefined }
          return done ? { done, value: undefined } : { done, value: value! }
        },
      },
      cancel: () => void reader?.cancel('enough').catch(() => {}),
    }
  }
}

const common = {
  bodies: ['text', 'bytes', 'stream', 'form', 'params', 'blob'] satisfies BodyKind[],
  gaps: [noContinue, sortedHeaders, followsBelow],
  isNetworkError: (error: unknown) => error instanceof TypeError && /^(terminated|fetch failed)$/.test(error.message),
  send: sendBy(() => globalThis.fetch),
}

const given: GivenDriver = {
  ...common,
  name: 'createFetch',
  tape(recorder) {
    const fetch = createFetch(recorder)
    return sendBy(() => fetch)
  },
}

const patched: PatchedDriver = {
  ...common,
  name: 'patchFetch',
  patch: patchFetch,
  globals: () => [globalThis.fetch],
}

export const adapter: AdapterUnderTest = { name: '@respool/fetch', module: import.meta.url, openRecorder, drivers: [given, patched] }
