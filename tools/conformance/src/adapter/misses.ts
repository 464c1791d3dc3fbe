import { memoryStore, type MissError } from '@respool/core'
import { expect } from 'vitest'

import type { Send } from './driver.ts'
import { headerOf, rejectionOf, textOf } from './read.ts'
import { contactOf, type Rig } from './rig.ts'

export function misses(rig: Rig): void {
  const ask = (send: Send, content: string) =>
    send({
      url: `${rig.server.url}/v1/chat/completions`,
      method: 'POST',
      headers: [['content-type', 'application/json']],
      body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content }] }),
    })

  rig.case('is a 400 that ends all tries and names the nearest request and the path that differs', async () => {
    const { store } = await rig.twice(async (send) => textOf(await ask(send, 'Say hi')))
    const before = contactOf(rig.server)
    await using taped = await rig.open(store, { mode: 'replay' })
    const received = await ask(taped.send, 'Say ho')
    expect(received.status).toBe(400)
    expect(headerOf(received, 'x-should-retry')).toBe('false')
    expect(headerOf(received, 'x-respool')).toBe('miss')
    expect(headerOf(received, 'content-type')).toBe('application/json')
    const { error } = JSON.parse(await textOf(received)) as { error: { message: string; code: string } }
    expect(error.code).toBe('respool_miss')
    expect(error.message).toContain(`The nearest is interaction 0 (POST ${rig.server.url}/v1/chat/completions)`)
    expect(error.message).toContain('body /messages/0/content: recorded "Say hi", asked "Say ho"')
    const failure = (await rejectionOf(taped.close())) as MissError
    expect(failure).toMatchObject({ code: 'miss', details: { method: 'POST', nearest: 0, tries: 1 } })
    expect(contactOf(rig.server)).toEqual(before)
  })

  rig.case('is counted once, however often it was tried', async () => {
    const before = contactOf(rig.server)
    await using taped = await rig.open(memoryStore(), { mode: 'replay' })
    for (const name of ['a', 'b', 'a', 'a']) expect((await taped.send({ url: `${rig.server.url}/${name}` })).status).toBe(400)
    const failure = (await rejectionOf(taped.close())) as MissError
    expect(failure.message).toContain('(tried 3 times)')
    expect(failure.message).toContain(`GET ${rig.server.url}/b`)
    expect(contactOf(rig.server)).toEqual(before)
  })

  rig.case('of a request with a large body, or one that streams, is answered', async () => {
    await using taped = await rig.open(memoryStore(), { mode: 'replay' })
    const body = new Uint8Array(1 << 20).fill(97)
    expect((await taped.send({ url: rig.server.url, method: 'POST', body })).status).toBe(400)
    if (rig.driver.bodies.includes('stream')) {
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          for (let n = 0; n < 16; n++) controller.enqueue(body.subarray(0, 1 << 16))
          controller.close()
        },
      })
      expect((await taped.send({ url: rig.server.url, method: 'PUT', body: stream })).status).toBe(400)
    }
    await expect(taped.close()).rejects.toMatchObject({ code: 'miss' })
  })

  rig.case("with onMiss: 'throw', rejects with the explanation", async () => {
    await using taped = await rig.open(memoryStore(), { mode: 'replay', onMiss: 'throw' })
    const error = await rejectionOf(taped.send({ url: `${rig.server.url}/a` }))
    // fetch wraps what its dispatcher throws, so it is this error or its cause.
    const told = [error, (error as Error).cause].find((each) => (each as MissError | undefined)?.code === 'miss') as MissError
    expect(told?.message).toContain('no cassette at memory:conformance.yaml')
    await expect(taped.close()).rejects.toMatchObject({ code: 'miss' })
  })

  rig.case('a request after close is refused with the recorder named', async () => {
    const taped = await rig.open(memoryStore())
    const before = contactOf(rig.server)
    await taped.recorder.close()
    const received = await taped.send({ url: rig.server.url })
    expect(received.status).toBe(400)
    expect(await textOf(received)).toContain('The recorder of memory:conformance.yaml is closed')
    expect(contactOf(rig.server)).toEqual(before)
    await taped.close().catch(() => {})
  })
}
