import { secretCanary } from '@respool/testkit'
import { expect } from 'vitest'

import type { Recorder } from '@respool/core'
import type { Send } from './driver.ts'
import { contentOf } from './read.ts'
import type { Rig } from './rig.ts'

export function secrets(rig: Rig): void {
  const { adapter, driver } = rig
  rig.case('nothing of forty secrets is left anywhere, and what was stored replays whatever key the reader has', async () => {
    const fetch = (recorder: Recorder) => asFetch(driver.tape ? driver.tape(recorder) : patchedFor(recorder))
    const report = await secretCanary({ openRecorder: adapter.openRecorder, fetch })
    expect(report.secrets).toBeGreaterThanOrEqual(40)
    expect(report).toMatchObject({ refused: 4, replayed: report.stored * 3 })
  })

  /** Patched for one request at a time: the canary opens several recorders, each of which has its own. */
  const patchedFor =
    (recorder: Recorder): Send =>
    async (sent) => {
      using _ = rig.patch({ recorder })
      const received = await driver.send(sent)
      return { ...received, chunks: oneOf(await contentOf(received)) }
    }
}

async function* oneOf(content: Uint8Array): AsyncGenerator<Uint8Array> {
  yield content
}

/** The client as a `fetch` that sends bytes: whatever form a request is given in, the platform knows what it looks like. */
function asFetch(send: Send): typeof globalThis.fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
    const received = await send({ url: request.url, method: request.method, headers: [...request.headers], ...(body && { body }) })
    return new Response(new Uint8Array(await contentOf(received)), {
      status: received.status,
      headers: [...received.headers] as [string, string][],
    })
  }
}
