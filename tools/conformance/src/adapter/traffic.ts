import { memoryStore, type RecorderOptions } from '@respool/core'
import { expect } from 'vitest'

import { textOf } from './read.ts'
import { type Rig } from './rig.ts'

export function traffic(rig: Rig): void {
  const here = () => new URL(rig.server.url).host
  for (const [name, options, want] of [
    ['all is by default', () => ({}), 'taped'],
    ['a host named with its port', () => ({ hosts: [here()] }), 'taped'],
    ['one named without', () => ({ hosts: ['127.0.0.1'] }), 'taped'],
    ['one that a pattern finds', () => ({ hosts: [/^127\./] }), 'taped'],
    ['another passes', () => ({ hosts: ['api.openai.com'] }), 'passed'],
    ['another is a miss where that was said', () => ({ hosts: ['api.openai.com'], others: 'miss' as const }), 'missed'],
  ] as const satisfies [string, () => RecorderOptions, 'taped' | 'passed' | 'missed'][]) {
    rig.case(name, async () => {
      await using taped = await rig.open(memoryStore(), options())
      const before = rig.server.count
      const text = await textOf(await taped.send({ url: `${rig.server.url}/v1/models` }))
      expect(rig.server.count - before).toBe(want === 'missed' ? 0 : 1)
      expect(text.includes('respool_miss')).toBe(want === 'missed')
      const outcome = await taped.close().then(
        ({ recorded, passed }) => (recorded ? 'taped' : passed ? 'passed' : undefined),
        () => 'missed',
      )
      expect(outcome).toBe(want)
    })
  }

  rig.case('what passes goes by in replay, too, and is counted', async () => {
    await using taped = await rig.open(memoryStore(), { mode: 'replay', hosts: ['api.openai.com'] })
    expect((await taped.send({ url: `${rig.server.url}/v1/models` })).status).toBe(200)
    expect(await taped.close()).toMatchObject({ passed: 1, network: 1, recorded: 0 })
  })

  rig.case('passthrough neither records nor replays', async () => {
    const { store } = await rig.twice(async (send) => textOf(await send({ url: `${rig.server.url}/v1/models` })))
    const written = await store.read('conformance.yaml')
    await using taped = await rig.open(store, { mode: 'passthrough' })
    const before = rig.server.count
    await textOf(await taped.send({ url: `${rig.server.url}/v1/models` }))
    expect(rig.server.count).toBe(before + 1)
    expect(await taped.close()).toMatchObject({ passed: 1, recorded: 0, replayed: 0 })
    expect(await store.read('conformance.yaml')).toEqual(written)
  })
}
