import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib'

import { memoryStore } from '@respool/core'
import { expect } from 'vitest'

import type { Send, Sent } from './driver.ts'
import { contentOf, decode, headerOf, readToEnd, textOf } from './read.ts'
import { onlyStored, storedIn, type Rig } from './rig.ts'

const stream: Omit<Sent, 'url'> = {
  method: 'POST',
  body: JSON.stringify({ model: 'test-gzip-always', stream: true, messages: [{ role: 'user', content: 'Olá' }] }),
}

export function encodings(rig: Rig): void {
  rig.case('gzip in spite of identity: given as it came, stored and replayed decoded', async () => {
    const use = async (send: Send) => {
      const received = await send({ url: `${rig.server.url}/gzip` })
      return { encoding: headerOf(received, 'content-encoding'), text: await textOf(received) }
    }
    const bare = await use(rig.driver.send)
    const { recorded, replayed, store } = await rig.twice(use)
    expect(recorded).toEqual(bare)
    expect(replayed).toEqual({ encoding: undefined, text: bare.text })
    const { response } = await onlyStored(store)
    expect(Buffer.concat(response.chunks).toString()).toBe(bare.text)
    expect(response.headers.map(([name]) => name.toLowerCase())).not.toContain('content-encoding')
  })

  rig.case('a stream that is compressed event by event: an event a chunk', async () => {
    const { recorded, replayed, store } = await rig.twice(async (send) =>
      textOf(await send({ ...stream, url: `${rig.server.url}/v1/chat/completions` })),
    )
    expect(replayed).toBe(recorded)
    expect(recorded.endsWith('data: [DONE]\n\n')).toBe(true)
    const chunks = (await onlyStored(store)).response.chunks.map(decode)
    expect(chunks.join('')).toBe(recorded)
    expect(chunks.every((chunk) => chunk.startsWith('data: ') && chunk.endsWith('\n\n'))).toBe(true)
  })

  rig.case('brotli is stored decoded', async () => {
    const text = '{"text":"Olá"}'
    const { recorded, store } = await encoded(rig, 'br', brotliCompressSync(text))
    expect(recorded.toString()).toBe(text)
    expect(Buffer.concat((await onlyStored(store)).response.chunks).toString()).toBe(text)
  })

  for (const [name, encoding, bytes] of [
    ['stacked codings', 'x-unknown, gzip', gzipSync('{"a":1}')],
    ['an unknown coding', 'x-unknown', Buffer.from('?')],
  ] as const) {
    rig.case(`${name}: passed on, and not stored if it cannot be decoded`, async () => {
      const { store, notStored } = await encoded(rig, encoding, bytes)
      expect(await storedIn(store)).toEqual([])
      expect(notStored.length).toBe(1)
      expect(notStored[0]!.reason).toContain(encoding)
    })
  }

  if (typeof zstdCompressSync === 'function') {
    rig.case('zstd is stored decoded, or not at all', async () => {
      const text = '{"text":"Olá"}'
      const { store, notStored } = await encoded(rig, 'zstd', zstdCompressSync(text))
      const stored = (await storedIn(store)).map(({ response }) => Buffer.concat(response.chunks).toString())
      expect(stored).toEqual(notStored.length > 0 ? [] : [text])
    })
  }
}

async function encoded(rig: Rig, encoding: string, bytes: Uint8Array) {
  const stop = rig.server.script('/encoded', async (each) => {
    await each.head({ headers: { 'Content-Type': 'application/json', 'Content-Encoding': encoding } })
    await each.chunk(bytes)
    await each.end()
  })
  const url = `${rig.server.url}/encoded`
  const bare = await readToEnd(await rig.driver.send({ url }))
  const store = memoryStore()
  await using taped = await rig.open(store)
  const recorded = await taped.send({ url })
  const content = bare.error ? Buffer.alloc(0) : await contentOf(recorded)
  if (bare.error) await readToEnd(recorded)
  const { notStored } = await taped.close()
  stop()
  return { store, notStored, recorded: content }
}
