import { createBinding, type Binding, type PatchOptions } from './scope/binding.ts'
import { createOpenRecorder, type OpenRecorder } from './recorder/open.ts'

/**
 * Opens the cassette `location` of `options.store`: on runtimes without files. Where there are files, `openRecorder` of `@respool/core/node`
 * (and of every adapter) takes a path.
 *
 * @throws RespoolError `invalid-option`, `invalid-cassette`, `store-failed`
 * @example
 * ```ts
 * const recorder = await openRecorder('hi.yaml', { store: memoryStore({ 'hi.yaml': text }) })
 * ```
 */
export const openRecorder: OpenRecorder = /* @__PURE__ */ createOpenRecorder({
  environment: () => (globalThis as { process?: { env?: { [name: string]: string | undefined } } }).process?.env ?? {},
})

/** For adapters: what a patched client asks on each request, which on this runtime is the recorder of its options. @param caller the adapter's function, for messages */
export function bindRecorder(caller: string, options: PatchOptions): Binding {
  return createBinding(caller, options, undefined)
}
