import { expect, test, vi } from 'vitest'
import { createProject } from '../__fixtures__/project.ts'

// Processes are started, several a test, perhaps on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const head = `
  import { createFetch } from '@respool/fetch'
  import { test } from '@respool/vitest'
  import { describe } from 'vitest'
  import { greet } from './greet.js'
`

test('options of project, file, describe and test are added to each other, the nearest last', async () => {
  await using project = await createProject({ config: "provide: { respool: { mode: 'replay', repeats: true } }" })
  await project.write({
    'a.test.js': `${head}
      const options = (respool) => { const { match, ...rest } = respool; return { ...rest, ...(match && { match: Object.keys(match) }) } }
      test('file', ({ respool, recorder, expect }) => {
        expect(options(respool)).toEqual({ strict: true })
        expect(recorder.mode).toBe('replay')
      })
      test.override('respool', { strict: true })
      describe('describe', () => {
        test.override({ respool: { match: { custom: () => true } } })
        test.override('respool', { recordErrors: true })
        test('test', ({ respool, expect }) => {
          expect(options(respool)).toEqual({ strict: true, recordErrors: true, match: ['custom'] })
        })
        const own = test.extend('respool', { mode: 'passthrough' })
        own('own', ({ respool, recorder, expect }) => {
          // vitest's rule for all fixtures: what is extended knows nothing of a describe.
          expect(options(respool)).toEqual({ strict: true, mode: 'passthrough' })
          expect(recorder.mode).toBe('passthrough')
        })
        describe('further in', () => {
          test.override('respool', () => ({ pace: 'instant' }))
          test('replaced by a function', ({ respool, expect }) => expect(respool).toEqual({ pace: 'instant' }))
        })
      })
      test.extend({ respool: { strict: false } }).for([1, 2])('each %i', (_, { respool, expect }) => expect(respool.strict).toBe(false))
      test('a fixture on top', () => {})
      test.extend({ client: async ({ recorder }, use) => use(createFetch(recorder)) })('works', async ({ client, expect }) => {
        await expect(greet(client)).rejects.toThrow('there is no cassette')
      })`,
  })
  const { code, output } = await project.run()
  expect(output).toMatch(/Tests +1 failed \| 7 passed/)
  expect(output).toMatch(/FAIL {2}a\.test\.js > works\nRespoolError: respool has no answer/)
  expect(code).toBe(1)
})

test('a cassette of one’s own choice, and one for several tests', async () => {
  await using project = await createProject()
  await project.write({
    'in/a.test.js': `${head.replace('./greet', '../greet')}
      const shared = test.extend('respool', { cassette: './tapes/shared.yaml', mode: 'new-episodes', repeats: true })
      shared.for(['a', 'b', 'a'])('asks %s', async (prompt, { recorder }) => { await greet(createFetch(recorder), prompt) })
      test.extend('respool', { cassette: new URL('./tapes/url.yaml', import.meta.url) })('by URL', async ({ recorder }) => { await greet(createFetch(recorder)) })`,
  })
  expect((await project.run()).output).toContain('1 replayed, 3 recorded, 0 misses')
  expect((await project.read('in/tapes/shared.yaml')).match(/^ *- id:/gm)).toHaveLength(2)
  expect((await project.read('in/tapes/url.yaml')).match(/^ *- id:/gm)).toHaveLength(1)
  expect((await project.run()).output).toContain('4 replayed, 0 recorded, 0 misses')
})

test('strict: what was recorded and is no longer asked fails the test, and says which', async () => {
  await using project = await createProject()
  const file = (prompts: string) => `${head}
    test.override('respool', { strict: true })
    test('asks', async ({ recorder }) => { for (const prompt of ${prompts}) await greet(createFetch(recorder), prompt) })`
  await project.write({ 'a.test.js': file("['a', 'b', 'c']") })
  expect(await project.run()).toMatchObject({ code: 0 })
  await project.write({ 'a.test.js': file("['b']") })
  const { code, output } = await project.run()
  expect(output).toContain('./__cassettes__/a.test.js/asks.yaml: interactions 0, 2 were never played.')
  expect(code).toBe(1)
})

test('a misspelt option fails the test that it is for, and a recorder outside of a test is explained', async () => {
  await using project = await createProject()
  await project.write({
    'a.test.js': `${head}
      test.extend('respool', { strickt: true })('misspelt', ({ recorder }) => {})
      test('fine', ({ recorder }) => {})`,
  })
  const { output } = await project.run()
  expect(output).toMatch(/FAIL {2}a\.test\.js > misspelt\nRespoolError: "strickt" is no option of openRecorder/)
  expect(output).toMatch(/Tests +1 failed \| 1 passed/)
})
