import { memoryStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterEach, expect, test, vi } from 'vitest'
import { createFetch, openRecorder } from '../index.ts'

afterEach(() => vi.unstubAllGlobals())

// Deno 2.9 decodes no answer to a request for exactly `identity`, so that gzip reached the application, and the cassette, as noise. That it now decodes is
// proven on Deno itself (tools/runtimes).
test.each([
  ['on Deno in other words', { Deno: {} }, 'identity;q=1'],
  ['elsewhere by its name', {}, 'identity'],
])('recording asks for no encoding, %s', async (_, globals, asked) => {
  await using server = await startServer()
  for (const [name, value] of Object.entries(globals)) vi.stubGlobal(name, value)
  await using recorder = await openRecorder('a.yaml', { store: memoryStore(), mode: 'once' })
  await (await createFetch(recorder)(`${server.url}/v1/models`)).text()
  expect(server.requests[0]!.headers['accept-encoding']).toBe(asked)
})
