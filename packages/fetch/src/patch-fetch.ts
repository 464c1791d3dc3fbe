import { bindRecorder, replaceProperty, undoable } from '#core'
import type { Patch, PatchOptions } from '@respool/core'
import { bindFetch } from './create-fetch.ts'
import { markPatched } from './patched.ts'

/**
 * Tapes the global fetch, until it is disposed of: for code that takes no `fetch` of yours. What captured the global fetch earlier is not taped; on
 * Node, `patchUndici` of `@respool/undici` tapes that too.
 *
 * @throws RespoolError `invalid-option`; on disposal `patch-order`, where somebody has replaced the global fetch since: theirs has to go first
 * @example
 * ```ts
 * using patch = patchFetch()
 * await recorder.run(() => fetch('https://api.openai.com/v1/models'))
 * ```
 */
export function patchFetch(options: PatchOptions = {}): Patch {
  const binding = bindRecorder('patchFetch', options)
  const patched = markPatched(bindFetch(binding, globalThis.fetch), globalThis.fetch)
  const undo = undoable('patchFetch', 'The global fetch', [replaceProperty(globalThis, 'fetch', patched)])
  return { outside: binding.outside, [Symbol.dispose]: undo }
}
