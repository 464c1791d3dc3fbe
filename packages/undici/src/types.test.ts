import { expectTypeOf, test } from 'vitest'
import type { Agent as Agent6, Dispatcher as Dispatcher6 } from 'undici-6'
import type { Agent as Agent7, Dispatcher as Dispatcher7 } from 'undici-7'
import type { Agent as Agent8, Dispatcher as Dispatcher8 } from 'undici-8'
import { createInterceptor, openRecorder, patchUndici, type Interceptor, type Patch, type Recorder } from './index.ts'

// Compiled by `check`; what is asserted here is asserted of types.
test('the interceptor is one of every undici', () => {
  expectTypeOf<Interceptor>().toExtend<Dispatcher6.DispatcherComposeInterceptor>()
  expectTypeOf<Interceptor>().toExtend<Dispatcher7.DispatcherComposeInterceptor>()
  expectTypeOf<Interceptor>().toExtend<Dispatcher8.DispatcherComposeInterceptor>()
  expectTypeOf(createInterceptor).returns.toEqualTypeOf<Interceptor>()
  void ((agent: Agent6, recorder: Recorder) => agent.compose(createInterceptor(recorder)))
  void ((agent: Agent7, recorder: Recorder) => agent.compose(createInterceptor(recorder)))
  void ((agent: Agent8, recorder: Recorder) => agent.compose(createInterceptor(recorder)))
})

test('what users import has the types that they expect', () => {
  expectTypeOf(patchUndici).returns.toEqualTypeOf<Patch>()
  expectTypeOf(openRecorder).returns.resolves.toEqualTypeOf<Recorder>()
  expectTypeOf(openRecorder).parameter(0).toEqualTypeOf<string | URL>()
  // @ts-expect-error a misspelt option is an error where it is written
  void (() => patchUndici({ outsides: 'pass' }))
})
