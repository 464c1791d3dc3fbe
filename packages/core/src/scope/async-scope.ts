import { AsyncLocalStorage } from 'node:async_hooks'
import type { Scope, ScopeState } from './binding.ts'

const storage = new AsyncLocalStorage<ScopeState>()

/** Async contexts as Node, Bun and Deno have them. */
export const asyncScope: Scope = {
  state: () => storage.getStore(),
  run: (state, call) => storage.run(state, call),
}
