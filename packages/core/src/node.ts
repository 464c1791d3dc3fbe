import { basename, dirname, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { invalidOption, show } from './model/options.ts'
import { createOpenRecorder, type OpenRecorder } from './recorder/open.ts'
import { asyncScope } from './scope/async-scope.ts'
import type { Recorder } from './recorder/contract.ts'
import { createBinding, type Binding, type PatchOptions, type ScopeState } from './scope/binding.ts'
import { fileStore } from './stores/file/store.ts'

export { fileStore } from './stores/file/store.ts'
// Beside openRecorder, so that an adapter needs no other entry: what else there is costs its import.
export { RespoolError, isRespoolError } from './model/errors.ts'
export { replaceProperty, undoable, type Replaced } from './scope/replace.ts'
export { wireCapture, type WireCapture } from './decode/wire-capture.ts'
export type { Binding, BoundRecorder, Outside, Patch, PatchOptions } from './scope/binding.ts'

/**
 * Opens a cassette: the file at this path (from the current folder) or `file:` URL, which need not exist yet.
 *
 * @throws RespoolError `invalid-option`, `invalid-cassette`, `store-failed`
 * @example
 * ```ts
 * const recorder = await openRecorder('__cassettes__/hi.yaml')
 * const openai = new OpenAI({ fetch: createFetch(recorder) })
 * // …
 * await recorder.close()
 * ```
 */
export const openRecorder: OpenRecorder = /* @__PURE__ */ createOpenRecorder({
  runIn: (recorder, call) => asyncScope.run({ recorder, through: [] }, call),
  environment: () => process.env,
  place(location, folders) {
    const path = pathOf(location, folders)
    return { store: fileStore(dirname(path)), name: basename(path) }
  },
})

/** On Windows a host is a share; elsewhere there is no such file. */
function ofThisMachine(location: string | URL): boolean {
  if (!/^file:/i.test(String(location))) return false
  return sep === '\\' || ['', 'localhost'].includes(new URL(location).host)
}

/**
 * For adapters: what a patched client asks on each request, the recorder of its options or the one that `recorder.run` has bound.
 *
 * @param caller the adapter's function, for messages
 */
export function bindRecorder(caller: string, options: PatchOptions): Binding {
  if (!options.recorder) asyncScope.search()
  return createBinding(caller, options, asyncScope)
}

/**
 * For test runners: `recorder.run()` with a recorder that may not be open yet. It is asked for on each request.
 *
 * @example
 * ```ts
 * let recorder: Recorder | undefined
 * await runBound(() => recorder, runTest)
 * ```
 */
export function runBound<Value>(recorder: () => Recorder | undefined, call: () => Value): Value {
  const state: ScopeState = {
    get recorder() {
      return recorder()
    },
    through: [],
  }
  return asyncScope.run(state, call)
}

/** For test runners: has a client been patched in this process, ever, without a recorder of its own? Then whatever it sends needs a bound one. */
export function patchesSearch(): boolean {
  return asyncScope.searched
}

function pathOf(location: string | URL, folders: boolean): string {
  const path = ofThisMachine(location) ? fileURLToPath(location) : String(location)
  // One letter is a drive of Windows.
  const isPath = !/^[a-z][a-z\d+.-]+:\/\//i.test(path)
  // Resolved, for a folder may be called `.`, which is no name in a store.
  if (isPath && folders) return resolve(path)
  if (isPath && !/[\\/]$/.test(path)) return path
  const expected = 'the path or file: URL of one file, such as __cassettes__/hi.yaml'
  throw invalidOption(
    'location',
    String(location),
    expected,
    `openRecorder(${show(String(location))}) names no file. Without \`store\` it takes ${expected}.`,
  )
}
