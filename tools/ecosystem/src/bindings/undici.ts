import { createInterceptor, patchUndici } from '@respool/undici'
import { Agent, type Dispatcher } from 'undici'
import type { Binding } from './binding.ts'

/** What a client of undici is given: a dispatcher, or nothing where the global one is taped. */
export interface UndiciTape {
  readonly dispatcher?: Dispatcher
}

const adapter = '@respool/undici'

export const patchedUndici: Binding<UndiciTape> = {
  adapter,
  call: 'patchUndici',
  bind(recorder) {
    const patch = patchUndici({ recorder })
    return { tape: {}, [Symbol.dispose]: () => patch[Symbol.dispose]() }
  },
}

export const composed: Binding<UndiciTape> = {
  adapter,
  call: 'createInterceptor',
  bind(recorder) {
    const agent = new Agent()
    return { tape: { dispatcher: agent.compose(createInterceptor(recorder)) }, [Symbol.dispose]: () => void agent.destroy() }
  },
}
