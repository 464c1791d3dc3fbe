import type OpenAI from 'openai'
import { expectTypeOf, test } from 'vitest'
import { createFetch, openRecorder, patchFetch, type Patch, type Recorder, type RecorderOptions, type Summary } from './index.ts'

// Compiled by `check`; what is asserted here is asserted of types.
test('what users import has the types that they expect', () => {
  expectTypeOf(createFetch).returns.toEqualTypeOf<typeof globalThis.fetch>()
  expectTypeOf(openRecorder).returns.resolves.toEqualTypeOf<Recorder>()
  expectTypeOf(openRecorder).parameter(0).toEqualTypeOf<string | URL>()
  expectTypeOf(patchFetch).returns.toEqualTypeOf<Patch>()
  expectTypeOf<Recorder['close']>().returns.resolves.toEqualTypeOf<Summary>()
  expectTypeOf<RecorderOptions['mode']>().toEqualTypeOf<'replay' | 'once' | 'new-episodes' | 'rerecord' | 'passthrough' | undefined>()
  expectTypeOf<Recorder>().toExtend<AsyncDisposable>()
  expectTypeOf<typeof globalThis.fetch>().toExtend<NonNullable<NonNullable<ConstructorParameters<typeof OpenAI>[0]>['fetch']>>()
  // @ts-expect-error a misspelt option is an error where it is written
  void (() => openRecorder('a.yaml', { mod: 'once' }))
  // @ts-expect-error and so is a misspelt mode
  void (() => openRecorder('a.yaml', { mode: 'onse' }))
})
