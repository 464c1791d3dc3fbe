import { AsyncLocalStorage } from 'node:async_hooks'
import type { Scope, ScopeState } from './binding.ts'

const storage = new AsyncLocalStorage<ScopeState>()

// It belongs to the contexts, whose store is the process's own, too.
let searched = false

/** Async contexts as Node, Bun and Deno have them. */
export const asyncScope: Scope & {
  /** Has any client been patched that looks here for its recorder? */
  readonly searched: boolean
  /** A client was. */
  search(): void
} = {
  state: () => storage.getStore(),
  run: (state, call) => storage.run(state, call),
  get searched() {
    return searched
  },
  search() {
    searched = true
  },
}
