import { createFetch } from '@respool/fetch'
import { expectTypeOf, test as base, type ExpectStatic } from 'vitest'
import { defineConfig } from 'vitest/config'
import type { Reporter } from 'vitest/node'
import { test, type Recorder, type RespoolOptions } from './index.ts'
import { respoolReporter, type RunReport } from './reporter.ts'

// Compiled by `check`; what is asserted here is asserted of types. Nothing is declared: the calls are in functions that nobody calls.
base('what users import has the types that they expect', () => {
  void (() => {
    test('a', ({ recorder, respool, expect }) => {
      expectTypeOf(recorder).toEqualTypeOf<Recorder>()
      expectTypeOf(respool).toEqualTypeOf<RespoolOptions>()
      expectTypeOf(expect).toEqualTypeOf<ExpectStatic>()
      expectTypeOf(createFetch).toBeCallableWith(recorder)
    })
    test.override('respool', { strict: true, cassette: new URL('file:///a.yaml') })
    test.override({ respool: { mode: 'replay' } })
    test.extend('respool', { match: { custom: () => true } })('b', ({ recorder }) => void recorder)
    test.for([1])('c', (_, { recorder }) => void recorder)
    test.extend<{ client: typeof fetch }>({ client: async ({ recorder }, use) => use(createFetch(recorder)) })(
      'd',
      ({ client }) => void client,
    )
    // @ts-expect-error a misspelt option
    test.override({ respool: { strickt: true } })
    // @ts-expect-error a misspelt mode
    test.override('respool', { mode: 'onse' })
    defineConfig({
      test: { provide: { respool: { mode: 'replay', hosts: [/openai/] } }, reporters: ['default', respoolReporter({ report: 'a.json' })] },
    })
    // @ts-expect-error a function cannot be sent to a worker
    void defineConfig({ test: { provide: { respool: { match: { custom: () => true } } } } })
  })
  expectTypeOf(respoolReporter).returns.toEqualTypeOf<Reporter>()
  expectTypeOf<RunReport['version']>().toEqualTypeOf<1>()
})
