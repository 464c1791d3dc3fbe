import { expect, test } from 'vitest'
import type { Controller, Handler } from './dispatcher.ts'
import { startExchange } from './exchange.ts'

// docs/discoveries/garbage-that-stays.md: a getter of its own would outlive the request, and with it all that the request has led to.
const handlers: readonly (readonly [api: string, handler: Handler])[] = [
  ['the handler API of undici 7 and before', { onConnect() {} }],
  ['that of undici 8', { onRequestStart() {} }],
]

test.each(handlers)('what is made for each request has no getters: %s', (_, handler) => {
  let controller: Controller | undefined
  const started = handler.onRequestStart ? { onRequestStart: (given: Controller) => void (controller = given) } : handler
  const exchange = startExchange(started)
  expect(gettersOf(exchange)).toEqual([])
  expect(gettersOf(exchange.caller)).toEqual([])
  expect(gettersOf(controller ?? {})).toEqual([])
  expect(controller !== undefined).toBe(handler.onRequestStart !== undefined)
})

test('a caller that pauses and resumes once it is over wakes nobody', () => {
  let controller: Controller | undefined
  let woken = 0
  const exchange = startExchange({ onRequestStart: (given: Controller) => void (controller = given) })
  exchange.caller.onResume(() => void woken++)
  controller!.pause()
  controller!.resume()
  expect(woken).toBe(1)
  exchange.finish(() => {})
  controller!.pause()
  controller!.resume()
  expect(woken).toBe(1)
})

function gettersOf(made: object): string[] {
  const described = Object.entries(Object.getOwnPropertyDescriptors(made))
  return described.filter(([, property]) => 'get' in property).map(([name]) => name)
}
