import { memoryStore } from '@respool/core'
import { expect } from 'vitest'

import type { PatchedDriver } from './driver.ts'
import { textOf } from './read.ts'
import { cassette, type Rig } from './rig.ts'

/** What is promised where something global is replaced. */
export function patching(rig: Rig): void {
  const { driver, adapter } = rig
  if (!driver.patch) return
  const patched: PatchedDriver = driver
  const ask = async () => textOf(await driver.send({ url: `${rig.server.url}/v1/models` }))

  rig.case('taped until it is disposed of, and then everything global as it was, by identity', async () => {
    await ask()
    const before = patched.globals()
    const recorder = await adapter.openRecorder(cassette, { mode: 'once', store: memoryStore() })
    {
      using _ = rig.patch({ recorder })
      await ask()
    }
    const after = patched.globals()
    expect(after.length).toBe(before.length)
    after.forEach((each, index) => expect(each === before[index], `global ${index}`).toBe(true))
    const count = rig.server.count
    expect(await ask()).toContain('gpt-4o')
    expect(rig.server.count).toBe(count + 1)
    expect((await recorder.close()).recorded).toBe(1)
  })

  rig.case('patches come off last in, first out: another order is an error, and nothing is undone twice', async () => {
    const before = patched.globals()
    const recorder = await adapter.openRecorder(cassette, { mode: 'replay', store: memoryStore() })
    const first = rig.patch({ recorder })
    const second = rig.patch({ recorder })
    expect(() => first[Symbol.dispose]()).toThrow(expect.objectContaining({ code: 'patch-order' }))
    second[Symbol.dispose]()
    first[Symbol.dispose]()
    first[Symbol.dispose]()
    patched.globals().forEach((each, index) => expect(each === before[index], `global ${index}`).toBe(true))
    await recorder.close()
  })

  rig.case('two patches of one recorder record once', async () => {
    const recorder = await adapter.openRecorder(cassette, { mode: 'once', store: memoryStore() })
    const patches = [rig.patch({ recorder }), rig.patch({ recorder })]
    await ask()
    for (const patch of patches.toReversed()) patch[Symbol.dispose]()
    expect(await recorder.close()).toMatchObject({ recorded: 1, network: 1 })
  })

  rig.case('a response that is under way when the patch is undone is read and stored to its end', async () => {
    const store = memoryStore()
    const recorder = await adapter.openRecorder(cassette, { mode: 'once', store })
    const stream = rig.server.nextStream('/under-way')
    const patch = rig.patch({ recorder })
    const pending = driver.send({ url: `${rig.server.url}/under-way` })
    await stream.chunk('data: 1\n\n')
    const received = await pending
    patch[Symbol.dispose]()
    await stream.chunk('data: 2\n\n')
    void stream.end()
    expect(await textOf(received)).toBe('data: 1\n\ndata: 2\n\n')
    expect((await recorder.close()).recorded).toBe(1)
  })
}
