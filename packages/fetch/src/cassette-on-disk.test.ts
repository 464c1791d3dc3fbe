import { readFile } from 'node:fs/promises'
import { parseCassette } from '@respool/core'
import { fakeClock, startServer, tempFolder } from '@respool/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

let server: Awaited<ReturnType<typeof startServer>>
beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server.stop())

const path = '/v1/by-hand'

test('the cassette on disk says what was recorded, in lines that a person can read', async () => {
  await using folder = await tempFolder()
  const file = folder.file('deep', 'down', 'hi.yaml')
  const clock = fakeClock({ start: '2026-05-06T07:08:09.000Z' })
  const recorder = await openRecorder(file, { mode: 'once', clock })
  const stream = server.nextStream(path)
  const pending = createFetch(recorder)(server.url + path)
  await stream.request
  await clock.advance(12.5)
  await stream.head()
  const reader = (await pending).body!.getReader()
  for (const chunk of ['data: "Olá"\n\n', 'data: "!"\n\n', 'data: "?"\n\n']) {
    await stream.chunk(chunk)
    await reader.read()
  }
  await stream.end()
  await reader.read()
  await recorder.close()

  const text = await readFile(file, 'utf8')
  expect(text.replaceAll(server.url.slice('http://'.length), '127.0.0.1:8080')).toMatchSnapshot()
  const [interaction] = (await parseCassette(text)).interactions
  expect(interaction?.response).toMatchObject({
    boundaries: 'recorded',
    delays: [12.5, 0, 0, 0, 0],
    end: 'complete',
    recordedAt: '2026-05-06T07:08:09.000Z',
  })
})
