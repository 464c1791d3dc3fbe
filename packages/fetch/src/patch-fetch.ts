import { RespoolError } from '#core'
import type { Recorder } from '@respool/core'
import { createFetch } from './create-fetch.ts'
import { markPatched } from './patched.ts'

export interface PatchFetchOptions {
  readonly recorder: Recorder
}

/**
 * Tapes the global fetch, until it is disposed of: for code that takes no `fetch` of yours. What captured the global fetch earlier is not taped.
 *
 * @throws RespoolError `patch-order`, on disposal, where somebody has replaced the global fetch since: theirs has to go first
 * @example
 * ```ts
 * using patch = patchFetch({ recorder })
 * await fetch('https://api.openai.com/v1/models')
 * ```
 */
export function patchFetch({ recorder }: PatchFetchOptions): Disposable {
  const original = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
  const patched = markPatched(createFetch(recorder, { fetch: globalThis.fetch }), globalThis.fetch)
  Object.defineProperty(globalThis, 'fetch', {
    value: patched,
    configurable: true,
    writable: true,
    enumerable: original?.enumerable ?? true,
  })
  let installed = true
  return {
    [Symbol.dispose]() {
      if (!installed) return
      if (globalThis.fetch !== patched) {
        const message = 'The global fetch was replaced after patchFetch() and cannot be restored. Undo patches last in, first out.'
        throw new RespoolError('patch-order', message, { target: 'globalThis.fetch' })
      }
      installed = false
      if (original) Object.defineProperty(globalThis, 'fetch', original)
      else Reflect.deleteProperty(globalThis, 'fetch')
    },
  }
}
