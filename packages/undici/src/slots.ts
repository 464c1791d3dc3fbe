import type { Replaced } from '@respool/core'

/** Something under the name that every undici looks up its dispatcher by. */
export type Held = object | undefined

/** The value of a property that may be empty, without being noticed where it is. */
export function peek(symbol: symbol): Held {
  return Object.getOwnPropertyDescriptor(globalThis, symbol)?.value as Held
}

/** Replaces the value of a property, and nothing else about it: undici makes it one that cannot be configured. */
export function replaceValue(symbol: symbol, value: object): Replaced {
  const original = peek(symbol)
  Object.defineProperty(globalThis, symbol, { value })
  return {
    get inPlace() {
      return peek(symbol) === value
    },
    restore: () => void Object.defineProperty(globalThis, symbol, { value: original }),
  }
}

/**
 * Fills a property that is empty, until it is emptied again. Whoever has looked at it meanwhile relies on what was there (undici 8, loaded on Node 22, makes no dispatcher of its
 * own when it finds one, and breaks when it is gone): then it stays.
 */
export function fill(symbol: symbol, value: object): Replaced {
  const before = Object.getOwnPropertyDescriptor(globalThis, symbol)
  let seen = false
  const get = () => {
    seen = true
    return value
  }
  const set = (replaced: unknown) =>
    void Object.defineProperty(globalThis, symbol, { value: replaced, writable: true, enumerable: false, configurable: true })
  Object.defineProperty(globalThis, symbol, { get, set, enumerable: false, configurable: true })
  return {
    get inPlace() {
      return Object.getOwnPropertyDescriptor(globalThis, symbol)?.get === get
    },
    restore() {
      // Another patch has filled it before, and has to know.
      if (before) {
        Object.defineProperty(globalThis, symbol, before)
        if (seen) Reflect.get(globalThis, symbol)
      } else if (seen) set(value)
      else Reflect.deleteProperty(globalThis, symbol)
    },
  }
}
