import { expect, test } from 'vitest'

import { fakeClock } from './clock.ts'

test('sleepers wake in the order of their times, each at its own', async () => {
  const clock = fakeClock()
  const woken: [string, number][] = []
  const slept = [
    clock.sleep(20).then(() => woken.push(['later', clock.now()])),
    clock.sleep(10).then(() => woken.push(['sooner', clock.now()])),
    clock.sleep(20).then(() => woken.push(['as late, asked after', clock.now()])),
  ]
  await clock.advance(30)
  await Promise.all(slept)
  expect(woken).toEqual([
    ['sooner', 10],
    ['later', 20],
    ['as late, asked after', 20],
  ])
  expect(clock.now()).toBe(30)
})

test('a chain of sleeps is woken in one advance', async () => {
  const clock = fakeClock()
  const times: number[] = []
  async function chain() {
    for (const ms of [5, 0, 7]) {
      await clock.sleep(ms)
      times.push(clock.now())
    }
  }
  const done = chain()
  await clock.advance(12)
  await done
  expect(times).toEqual([5, 5, 12])
  expect(clock.sleeps).toEqual([5, 0, 7])
})

test('what is not due sleeps on', async () => {
  const clock = fakeClock()
  void clock.sleep(100)
  await clock.advance(99)
  expect(clock.pending).toBe(1)
  await clock.advance(1)
  expect(clock.pending).toBe(0)
})

test('an abort ends a sleep at once, and moves no clock', async () => {
  const clock = fakeClock()
  const controller = new AbortController()
  const slept = clock.sleep(10, controller.signal)
  controller.abort()
  await slept
  await clock.sleep(10, controller.signal)
  expect([clock.now(), clock.pending, clock.sleeps]).toEqual([0, 0, [10, 10]])
})

test('with autoAdvance, a sleep moves the clock itself', async () => {
  const clock = fakeClock({ autoAdvance: true, start: '2026-03-01T12:00:00Z' })
  await clock.sleep(1500)
  expect([clock.now(), clock.date(), clock.sleeps]).toEqual([1500, '2026-03-01T12:00:01.500Z', [1500]])
})
