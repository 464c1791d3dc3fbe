import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { httpRequest, memoryStore, parseCassette, stringifyCassette } from '@respool/core'
import { interactionOf } from '@respool/testkit'
import { expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

const text = 'data: {"n":1}\n\n'.repeat(20)
const request = httpRequest({ url: 'http://127.0.0.1/' })

async function play(coding: string, body: string | Uint8Array) {
  const headers: [string, string][] = [['Content-Encoding', coding]]
  const cassette = stringifyCassette({ interactions: [interactionOf({ request, body, headers })] })
  // As it is read, lest the bytes be lost on the way.
  expect((await parseCassette(cassette)).interactions[0]!.response.headers).toEqual(headers)
  const recorder = await openRecorder('a.yaml', { store: memoryStore({ 'a.yaml': cassette }), mode: 'replay' })
  const response = await createFetch(recorder)(request.url)
  return { response, answer: await response.text(), failure: await recorder.close().catch((error: unknown) => error as Error) }
}

// As a Go client leaves it that asks for a coding by itself; net/http decodes only what it has asked for.
test.each([
  ['gzip', gzipSync(text)],
  ['x-gzip', gzipSync(text)],
  ['deflate', deflateSync(text)],
  ['br', brotliCompressSync(text)],
  ['zstd', zstdCompressSync?.(text) ?? new Uint8Array([0x28, 0xb5, 0x2f, 0xfd])],
  ['gzip, br', brotliCompressSync(gzipSync(text))],
])('content that was recorded as %s is a miss that says so, never noise', async (coding, body) => {
  const { response, answer, failure } = await play(coding, new Uint8Array(body))
  expect([response.status, response.headers.get('x-respool')]).toEqual([400, 'miss'])
  expect(answer).toContain('the recorded content is still compressed. It is interaction 0 (GET http://127.0.0.1/). Record it again')
  expect(failure).toMatchObject({ code: 'miss', message: expect.stringContaining('leave Accept-Encoding to net/http') })
})

test.each([
  ['text', 'gzip', text],
  ['bytes that are no gzip', 'gzip', new Uint8Array([0xff, 0xd8, 0xff, 0xe0])],
  ['nothing', 'br', ''],
  ['text in no coding', 'identity', text],
])('%s beside the header %s was decoded already', async (_, coding, body) => {
  const { response, answer } = await play(coding, body)
  expect([response.status, response.headers.get('content-encoding')]).toEqual([200, null])
  expect(answer.length).toBe(body.length)
})
