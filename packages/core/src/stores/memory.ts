import { encodeUtf8 } from '../model/body.ts'
import type { CassetteStore } from '../model/store.ts'
import { equalBytes } from './bytes.ts'
import { cassetteChanged } from './failure.ts'
import { memoryJournals } from './memory-journals.ts'
import { checkName, checkPrefix } from './name.ts'

/**
 * Cassettes in memory: for tests, and for runtimes without files.
 *
 * @example
 * ```ts
 * const store = memoryStore({ 'hi.yaml': cassetteText })
 * const recorder = await openRecorder('hi.yaml', { store })
 * ```
 */
export function memoryStore(initial: Readonly<Record<string, string | Uint8Array>> = {}): CassetteStore {
  const files = new Map<string, Uint8Array>()
  for (const [name, content] of Object.entries(initial)) {
    checkName(name)
    files.set(name, typeof content === 'string' ? encodeUtf8(content) : content.slice())
  }
  const describe = (name: string) => `memory:${name}`

  return {
    describe,
    journals: memoryJournals({ describe, get: (name) => files.get(name), set: (name, bytes) => files.set(name, bytes) }),
    async read(name) {
      checkName(name)
      return files.get(name)?.slice()
    },
    async write(name, bytes, { expected } = {}) {
      checkName(name)
      if (expected !== undefined && !equalBytes(files.get(name), expected ?? undefined)) throw cassetteChanged(describe(name), expected)
      // A copy: neither the caller's later changes nor a reader's may reach what is stored.
      files.set(name, Uint8Array.from(bytes))
    },
    async list(prefix = '') {
      const folder = checkPrefix(prefix)
      return [...files.keys()].filter((name) => name.startsWith(folder)).sort()
    },
  }
}
