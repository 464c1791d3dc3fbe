import * as zlib from 'node:zlib'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseCassette } from '../formats/cassette.ts'
import { openRecorder, wireCapture } from '../node.ts'
import { memoryStore } from '../stores/memory.ts'

const { brotliCompressSync, constants, createBrotliCompress, createGzip, deflateRawSync, deflateSync, gzipSync } = zlib
const text = 'data: {"n":1}\n\ndata: {"n":2}\n\ndata: {"n":3}\n\n'

async function open() {
  const store = memoryStore()
  const recorder = await openRecorder('wire.yaml', { mode: 'once', store, redact: false })
  const verdict = recorder.begin({ method: 'GET', url: 'http://127.0.0.1/', headers: [] })
  if (verdict.kind !== 'record') throw new Error(`the verdict is ${verdict.kind}`)
  const close = async () => {
    const summary = await recorder.close()
    const file = await store.read('wire.yaml')
    const response = file && (await parseCassette(file)).interactions[0]!.response
    return { summary, response, chunks: response?.chunks.map((chunk) => Buffer.from(chunk).toString()) }
  }
  return { tape: wireCapture(verdict.capture), close }
}

const headOf = (coding: string | undefined) => ({
  status: 200,
  statusText: 'OK',
  headers: [['Content-Length', '99'] as const, ...(coding === undefined ? [] : [['Content-Encoding', coding] as const])],
})

/** Tapes these pieces; resolves when the application may learn of the end. */
async function tapeAll(coding: string | undefined, pieces: readonly Uint8Array[]) {
  const { tape, close } = await open()
  tape.head(headOf(coding))
  for (const piece of pieces) {
    const own = Buffer.from(piece)
    tape.chunk(own)
    // The application may do with its bytes what it likes.
    own.fill(0)
  }
  await new Promise<void>((then) => tape.end(then))
  return close()
}

test.each<[string, string | undefined, Uint8Array]>([
  ['nothing', undefined, Buffer.from(text)],
  ['identity', 'Identity', Buffer.from(text)],
  ['gzip', 'gzip', gzipSync(text)],
  ['gzip under its old name, in capitals', 'X-GZIP', gzipSync(text)],
  ['deflate', 'deflate', deflateSync(text)],
  ['deflate without its wrapper', 'deflate', deflateRawSync(text)],
  ['br', 'br', brotliCompressSync(text)],
])('content that came with %s is taped decoded, however it is cut', async (_, coding, bytes) => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(bytes.byteLength), { maxLength: 6 }), async (at) => {
      const cuts = [0, ...at.sort((a, b) => a - b), bytes.byteLength]
      const pieces = cuts.slice(1).map((cut, index) => bytes.subarray(cuts[index], cut))
      const { response, chunks, summary } = await tapeAll(coding, pieces)
      expect(chunks?.join('')).toBe(text)
      expect(chunks!.length).toBeLessThanOrEqual(pieces.length + 1)
      expect(response?.end).toBe('complete')
      expect(summary.recorded).toBe(1)
    }),
    { numRuns: 25 },
  )
})

test.skipIf(!zlib.createZstdDecompress)('content that came with zstd is taped decoded', async () => {
  const { chunks } = await tapeAll('zstd', [zlib.zstdCompressSync(text)])
  expect(chunks).toEqual([text])
})
if (!zlib.createZstdDecompress) console.log('skipped: this Node has no zstd')

test.each([
  ['gzip', () => createGzip({ flush: constants.Z_SYNC_FLUSH })],
  ['br', () => createBrotliCompress({ flush: constants.BROTLI_OPERATION_FLUSH })],
])('a chunk on the wire is a chunk on the tape: %s', async (coding, create) => {
  const encoder = create()
  const events = text.split(/(?<=\n\n)/).concat('x'.repeat(1_000_000))
  const pieces: Buffer[] = []
  for (const event of events) {
    const encoded: Buffer[] = []
    const collect = (part: Buffer) => encoded.push(part)
    encoder.on('data', collect)
    await new Promise<unknown>((resolve) => encoder.write(event, resolve))
    encoder.off('data', collect)
    pieces.push(Buffer.concat(encoded))
  }
  const { chunks } = await tapeAll(coding, pieces)
  expect(chunks).toEqual(events)
})

test('lengths and encodings that are not true of the content are left out; those of plain content stay', async () => {
  const names = async (coding: string | undefined, bytes: Uint8Array) =>
    (await tapeAll(coding, [bytes])).response?.headers.map(([name]) => name.toLowerCase())
  expect(await names('gzip', gzipSync(text))).toEqual([])
  expect(await names('identity', Buffer.from(text))).toEqual(['content-encoding', 'content-length'])
})

test('no content at all, as after HEAD or with 304, is none', async () => {
  expect((await tapeAll('gzip', [])).response).toMatchObject({ chunks: [], end: 'complete' })
})

test('what ends in the middle of its coding is taped as far as it goes, as fetch gives it', async () => {
  const { response, chunks } = await tapeAll('gzip', [gzipSync(text).subarray(0, -8)])
  expect(chunks?.join('')).toBe(text)
  expect(response?.end).toBe('complete')
})

test.each([
  ['a coding that nobody knows', 'rot13', Buffer.from(text), 'its content came encoded as rot13, which cannot be decoded here'],
  ['several codings', 'br, gzip', gzipSync(brotliCompressSync(text)), 'its content came encoded as br, gzip, which cannot be decoded here'],
  ['a server that lies', 'gzip', Buffer.from(text), 'its content came as gzip, which it is not: incorrect header check'],
])('%s: nothing is stored, the summary says why, and the application has its end', async (_, coding, bytes, reason) => {
  const { response, summary } = await tapeAll(coding, [bytes])
  expect(response).toBeUndefined()
  expect(summary.notStored).toEqual([{ method: 'GET', url: 'http://127.0.0.1/', reason: expect.stringContaining(reason) }])
})

test.each(['cancel', 'fail'] as const)('%s comes after what is still being decoded', async (how) => {
  const { tape, close } = await open()
  tape.head(headOf('gzip'))
  // Without its trailer: the rest is still to come.
  tape.chunk(gzipSync(text).subarray(0, -8))
  if (how === 'cancel') tape.cancel()
  else tape.fail(new Error('other side closed'))
  const { response, chunks } = await close()
  expect(chunks).toEqual([text])
  expect(response?.end).toBe(how === 'cancel' ? 'cancelled' : 'failed')
})

test('before there is a head, a cancel or a failure stores nothing', async () => {
  for (const how of ['cancel', 'fail'] as const) {
    const { tape, close } = await open()
    tape[how](new Error('refused'))
    expect(await close()).toMatchObject({ response: undefined, summary: { recorded: 0, notStored: [] } })
  }
})
