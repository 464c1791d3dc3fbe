import { createFetch, patchFetch, type Fetch } from '@respool/fetch'
import type { Binding } from './binding.ts'

const adapter = '@respool/fetch'

export const taped: Binding<Fetch> = {
  adapter,
  call: 'createFetch',
  bind: (recorder) => ({ tape: createFetch(recorder), [Symbol.dispose]() {} }),
}

/** For clients that use the global fetch. */
export const patched: Binding<void> = {
  adapter,
  call: 'patchFetch',
  bind(recorder) {
    const patch = patchFetch({ recorder })
    return { tape: undefined, [Symbol.dispose]: () => patch[Symbol.dispose]() }
  },
}
