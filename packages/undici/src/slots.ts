import { runInThisContext } from 'node:vm'
import type { Replaced } from '@respool/core'

/** Something under the name that every undici looks up its dispatcher by. */
export type Held = object | undefined

/** Node's own global object, where its own fetch looks; in a context of node:vm, such as jest's, it is not `globalThis`. */
export const nodeGlobal = runInThisContext('globalThis') as typeof globalThis

/** Every object that an undici may look at which this code can tape: one that was loaded in this context looks at the context's own. */
export const holders: readonly object[] = [...new Set<object>([nodeGlobal, globalThis])]

/** The value of a property that may be empty, without being noticed where it is. */
export function peek(holder: object, symbol: symbol): Held {
  return Object.getOwnPropertyDescriptor(holder, symbol)?.value as Held
}

/** Replaces the value of a property, and nothing else about it: undici makes it one that cannot be configured. */
export function replaceValue(holder: object, symbol: symbol, value: object): Replaced {
  const original = peek(holder, symbol)
  Object.defineProperty(holder, symbol, { value })
  return {
    get inPlace() {
      return peek(holder, symbol) === value
    },
    restore: () => void Object.defineProperty(holder, symbol, { value: original }),
  }
}

/**
 * Fills a property that is empty, until it is emptied again. Whoever has looked at it meanwhile relies on what was there (undici 8, loaded on Node 22, makes no dispatcher of its
 * own when it finds one, and breaks when it is gone): then it stays.
 */
export function fill(holder: object, symbol: symbol, value: object): Replaced {
  const before = Object.getOwnPropertyDescriptor(holder, symbol)
  let seen = false
  const get = () => {
    seen = true
    return value
  }
  const set = (replaced: unknown) =>
    void Object.defineProperty(holder, symbol, { value: replaced, writable: true, enumerable: false, configurable: true })
  Object.defineProperty(holder, symbol, { get, set, enumerable: false, configurable: true })
  return {
    get inPlace() {
      return Object.getOwnPropertyDescriptor(holder, symbol)?.get === get
    },
    restore() {
      // Another patch has filled it before, and has to know.
      if (before) {
        Object.defineProperty(holder, symbol, before)
        if (seen) Reflect.get(holder, symbol)
      } else if (seen) set(value)
      else Reflect.deleteProperty(holder, symbol)
    },
  }
}
