import { memoryStore } from '@respool/core'
import { startServer } from '@respool/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

test('what fetch itself refuses is refused in replay too', async () => {
  const recorder = await openRecorder('forms.yaml', { store: memoryStore(), mode: 'replay' })
  const taped = createFetch(recorder)
  await expect(taped('no url')).rejects.toThrow(TypeError)
  await expect(taped(server.url, { method: 'GET', body: 'hi' })).rejects.toThrow(TypeError)
  await expect(taped(server.url.replace('//', '//user:password@'))).rejects.toThrow(TypeError)
  await recorder.close()
})

test.each(['zstd', 'deflate', 'x-gzip'])(
  '%s, which not every fetch decodes, is passed on and not stored, and the summary says why',
  async (coding) => {
    const store = memoryStore()
    const coded = new Response('coded', { headers: { 'content-encoding': coding } })
    const recorder = await openRecorder('forms.yaml', { store, mode: 'once' })
    const response = await createFetch(recorder, { fetch: async () => coded })(server.url)
    expect(response).toBe(coded)
    expect((await recorder.close()).notStored).toEqual([
      { method: 'GET', url: `${server.url}/`, reason: expect.stringContaining(`encoded as ${coding}`) },
    ])
    expect(await store.read('forms.yaml')).toBeUndefined()
  },
)
