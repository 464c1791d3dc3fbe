import { memoryStore, type CassetteStore, type RecorderOptions } from '@respool/core'
import { expect } from 'vitest'

import type { PatchedDriver } from './driver.ts'
import { textOf } from './read.ts'
import { cassette, contactOf, type Rig } from './rig.ts'

/** What every patch promises with the recorder that `recorder.run` has bound. */
export function scopes(rig: Rig): void {
  const { driver, adapter } = rig
  if (!driver.patch) return
  const patched: PatchedDriver = driver
  const open = (store: CassetteStore = memoryStore(), options: RecorderOptions = {}) =>
    adapter.openRecorder(cassette, { mode: 'once', store, ...options })
  const echo = async (text: string) => textOf(await driver.send({ url: `${rig.server.url}/echo/body`, method: 'POST', body: text }))

  rig.case('what runs side by side is taped by its own recorder, also after waiting', async () => {
    using patch = rig.patch()
    const stores = Array.from({ length: 20 }, () => memoryStore())
    const use = async (store: CassetteStore, index: number) => {
      const recorder = await open(store)
      const answer = await recorder.run(async () => {
        await new Promise((resolve) => setTimeout(resolve, 20 - index))
        return echo(`mine is ${index}`)
      })
      return { answer, ...(await recorder.close()) }
    }
    const recorded = await Promise.all(stores.map(use))
    const before = contactOf(rig.server)
    const replayed = await Promise.all(stores.map(use))
    expect(contactOf(rig.server)).toEqual(before)
    const all = stores.map((_, index) => ({ recorded: 1, answer: `mine is ${index}` }))
    expect(recorded.map(({ recorded: count, answer }) => ({ recorded: count, answer }))).toEqual(all)
    expect(replayed.map(({ replayed: count, answer }) => ({ recorded: count, answer }))).toEqual(all)
    expect(patch.outside).toEqual({ passed: 0, missed: 0 })
  })

  rig.case('a connection that another scope has opened is no way into it', async () => {
    using _ = rig.patch()
    const recorders = await Promise.all([open(), open(), open()])
    // One after the other, so that the second and third find the connection of the first.
    for (const [index, recorder] of recorders.entries()) {
      await recorder.run(async () => {
        expect(await echo(`${index} a`)).toBe(`${index} a`)
        expect(await echo(`${index} b`)).toBe(`${index} b`)
      })
    }
    for (const recorder of recorders) expect((await recorder.close()).recorded).toBe(2)
  })

  rig.case('a scope within a scope: the inner recorder decides, then the outer one again', async () => {
    using _ = rig.patch()
    const [outer, inner] = [await open(), await open()]
    await outer.run(async () => {
      await echo('1')
      await inner.run(() => echo('2'))
      await echo('3')
    })
    expect((await outer.close()).recorded).toBe(2)
    expect((await inner.close()).recorded).toBe(1)
  })

  rig.case('a response that is read outside of its scope is still taped by it', async () => {
    using _ = rig.patch()
    const recorder = await open()
    const received = await recorder.run(() => driver.send({ url: `${rig.server.url}/v1/models` }))
    expect(await textOf(received)).toContain('gpt-4o')
    expect((await recorder.close()).recorded).toBe(1)
  })

  for (const name of Object.keys(patched.callbacks ?? {})) {
    rig.case(`what is asked in the callback \`${name}\` belongs to the scope of its request, recorded and replayed`, async () => {
      using patch = rig.patch()
      const store = memoryStore()
      for (const [mode, count] of [
        ['once', 'recorded'],
        ['replay', 'replayed'],
      ] as const) {
        const recorder = await open(store, { mode })
        const second = await new Promise<string>((resolve, reject) => {
          recorder.run(() =>
            patched.callbacks![name]!({ url: `${rig.server.url}/v1/models` }, () => void echo('in the callback').then(resolve, reject)),
          )
        })
        expect(second).toBe('in the callback')
        expect((await recorder.close())[count]).toBe(2)
      }
      expect(patch.outside).toEqual({ passed: 0, missed: 0 })
    })
  }

  rig.case('outside of a scope nothing reaches the network, and the answer says what to do', async () => {
    using patch = rig.patch()
    const before = contactOf(rig.server)
    const received = await driver.send({ url: `${rig.server.url}/v1/models?key=AIzaSyA-0123456789abcdefghijklmnopqrstu` })
    expect(received.status).toBe(400)
    const { error } = JSON.parse(await textOf(received)) as { error: { message: string } }
    expect(
      error.message.replace(rig.server.url, 'http://SERVER').replace(/give `recorder` to patch\w+\(\)/, 'give `recorder` to patch()'),
    ).toBe(
      'GET http://SERVER/v1/models?key=respool-redacted-google came where no recorder is bound, and was not sent. ' +
        "Make it inside recorder.run() or a test of @respool/vitest, give `recorder` to patch(), or let such requests pass with outside: 'pass'.",
    )
    expect(contactOf(rig.server)).toEqual(before)
    expect(patch.outside).toEqual({ passed: 0, missed: 1 })
  })

  rig.case('outside of a scope requests pass where that was said, and are counted', async () => {
    using patch = rig.patch({ outside: 'pass' })
    expect(await echo('hi')).toBe('hi')
    expect(await echo('ho')).toBe('ho')
    expect(patch.outside).toEqual({ passed: 2, missed: 0 })
  })

  rig.case('a misspelt `outside` is refused', () => {
    expect(() => rig.patch({ outside: 'passs' as 'pass' })).toThrow("outside is \"passs\". It is 'miss' or 'pass'.")
    return Promise.resolve()
  })

  rig.case('a recorder that was given goes before one that is bound', async () => {
    const [given, bound] = [await open(), await open()]
    using _ = rig.patch({ recorder: given })
    await bound.run(() => echo('hi'))
    expect((await given.close()).recorded).toBe(1)
    expect((await bound.close()).recorded).toBe(0)
  })
}
