import { expect, test, vi } from 'vitest'
import { createProject } from '../__fixtures__/project.ts'

// Processes are started, several a test, perhaps on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const setup = {
  'setup.js': `
    import { patchUndici } from '@respool/undici'
    import { afterAll } from 'vitest'
    const patch = patchUndici()
    afterAll(() => patch[Symbol.dispose]())`,
}

test('patched in a setup file: every test has its cassette, without naming a recorder, also side by side and in hooks', async () => {
  await using project = await createProject({ config: "setupFiles: ['./setup.js']" })
  await project.write({
    ...setup,
    'a.test.js': `
      import { test as plain, describe } from 'vitest'
      import { test } from '@respool/vitest'
      import { greet } from './greet.js'
      test('one', async ({ expect }) => { expect(await greet(undefined, 'one')).toContain('one') })
      describe('inside', () => {
        test.beforeEach(async () => { await greet(undefined, 'before') })
        test.concurrent.for(['a', 'b', 'c'])('%s', async (name, { expect }) => { expect(await greet(undefined, name)).toContain(name) })
      })
      const greeted = test.extend({ greeting: [async ({}, use) => use(await greet(undefined, 'fixture')), { auto: true }] })
      greeted('by a fixture', ({ greeting, expect }) => expect(greeting).toContain('fixture'))
      test('asks nothing', () => {})
      test('names it, too', async ({ recorder, expect }) => {
        await greet(undefined, 'named')
        expect(recorder.cassette).toContain('names-it-too')
      })
      plain('of vitest itself', async ({ expect }) => { await expect(greet(undefined, 'plain')).rejects.toThrow('no recorder is bound') })`,
  })
  const { code, output } = await project.run()
  expect(output).toContain('0 replayed, 9 recorded, 0 misses')
  expect(code).toBe(0)
  expect(await project.cassettes()).toEqual(
    ['by-a-fixture', 'inside/a', 'inside/b', 'inside/c', 'names-it-too-9590abac', 'one'].map(
      (name) => `__cassettes__/a.test.js/${name}.yaml`,
    ),
  )
  expect(await project.read('__cassettes__/a.test.js/inside/b.yaml')).toMatch(/"before"[\s\S]*"b"/)
  await project.server.stop()
  expect((await project.run()).output).toContain('9 replayed, 0 recorded, 0 misses')
})

test('in the pools of contexts, whose global object is not Node’s', async () => {
  await using project = await createProject({ config: "setupFiles: ['./setup.js'], pool: 'vmThreads'" })
  await project.write({
    ...setup,
    'a.test.js': `
      import { it } from '@respool/vitest'
      import { greet } from './greet.js'
      it('one', async ({ expect }) => { expect(await greet(undefined, 'one')).toContain('one') })`,
  })
  expect((await project.run()).output).toContain('0 replayed, 1 recorded, 0 misses')
  await project.server.stop()
  expect((await project.run()).output).toContain('1 replayed, 0 recorded, 0 misses')
})

test('patched inside a test that names its recorder', async () => {
  await using project = await createProject()
  await project.write({
    'a.test.js': `
      import { patchUndici } from '@respool/undici'
      import { test } from '@respool/vitest'
      import { greet } from './greet.js'
      test('here', async ({ recorder, expect }) => {
        using patch = patchUndici()
        expect(await greet(undefined)).toContain('Say hi')
        expect(patch.outside).toEqual({ missed: 0, passed: 0 })
      })`,
  })
  expect((await project.run()).output).toContain('0 replayed, 1 recorded, 0 misses')
  expect(await project.cassettes()).toEqual(['__cassettes__/a.test.js/here.yaml'])
})

test('without isolation, where one worker loads the package once for all files', async () => {
  await using project = await createProject({ config: "setupFiles: ['./setup.js'], isolate: false, maxWorkers: 1" })
  const file = `
    import { describe } from 'vitest'
    import { test } from '@respool/vitest'
    import { greet } from './greet.js'
    describe('a', () => { describe('b', () => { test('c', async () => { await greet(undefined) }) }) })
    test('d', async () => { await greet(undefined) })`
  await project.write({ ...setup, 'one.test.js': file, 'two.test.js': file, 'three.test.js': file })
  const { code, output } = await project.run()
  expect(output).toContain('0 replayed, 6 recorded, 0 misses')
  expect(code).toBe(0)
  expect(await project.cassettes()).toHaveLength(6)
})
