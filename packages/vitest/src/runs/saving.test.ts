import { expect, test, vi } from 'vitest'
import { createProject } from '../__fixtures__/project.ts'

// Processes are started, several a test, perhaps on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const head = `
  import { createFetch } from '@respool/fetch'
  import { test } from '@respool/vitest'
  import { greet } from './greet.js'
`
const folder = '__cassettes__/a.test.js'

test('a failing test leaves nothing behind and loses nothing; its own error is printed first and whole', async () => {
  await using project = await createProject()
  const file = (expected: string) => `${head}
    test('new', async ({ recorder, expect }) => {
      const answer = await greet(createFetch(recorder))
      expect({ answer, of: 'new' }).toEqual({ answer: ${expected}, of: 'new' })
    })
    test.override('respool', { mode: 'new-episodes' })
    test('grows', async ({ recorder, expect }) => {
      await greet(createFetch(recorder), 'one')
      if (${expected === 'answer'}) return
      await greet(createFetch(recorder), 'two')
      expect(1, 'after two').toBe(2)
    })`
  await project.write({ 'a.test.js': file("'wrong'") })
  const failed = await project.run()
  expect(failed.code).toBe(1)
  expect(failed.output).toMatch(/- +"answer": "wrong",\n\+ +"answer": "Olá! You said: Say hi",\n/)
  expect(failed.output).not.toContain('RespoolError')
  expect([await project.cassettes(), project.server.count]).toEqual([[], 3])

  await project.write({ 'a.test.js': file('answer') })
  expect(await project.run()).toMatchObject({ code: 0 })
  const names = [`${folder}/grows.yaml`, `${folder}/new.yaml`]
  expect(await project.cassettes()).toEqual(names)
  const before = await Promise.all(names.map((name) => project.read(name)))

  await project.write({ 'a.test.js': file("'wrong'") })
  expect(await project.run()).toMatchObject({ code: 1 })
  expect(await project.cassettes()).toEqual(names)
  expect(await Promise.all(names.map((name) => project.read(name)))).toEqual(before)
  // Three and two, and what the last one recorded in vain.
  expect(project.server.count).toBe(6)
})

test('the recorder speaks after the test, also where the code under test has swallowed the miss', async () => {
  await using project = await createProject()
  await project.write({
    'a.test.js': `${head}
      test.override('respool', { mode: 'replay' })
      test('swallows', async ({ recorder }) => {
        await greet(createFetch(recorder), 'never recorded').catch(() => 'no answer')
      })
      test('asserts', async ({ recorder, expect }) => {
        await greet(createFetch(recorder), 'never recorded').catch(() => {})
        expect('the own error').toBe('first')
      })`,
  })
  const { code, output } = await project.run()
  expect(code).toBe(1)
  expect(output.match(/FAIL {2}.*\n.*/g)).toEqual([
    expect.stringMatching(/^FAIL {2}a\.test\.js > swallows\nRespoolError: respool has no answer for POST/),
    expect.stringMatching(/^FAIL {2}a\.test\.js > asserts\nAssertionError: expected 'the own error' to be 'first'/),
    expect.stringMatching(/^FAIL {2}a\.test\.js > asserts\nRespoolError: respool has no answer for POST/),
  ])
  expect(output).toContain('0 replayed, 0 recorded, 2 misses')
})

test('what fails a test after its body fails it before the cassette is saved', async () => {
  await using project = await createProject()
  await project.write({
    'a.test.js': `${head}
      import { describe } from 'vitest'
      describe('hook', () => {
        test.afterEach(() => { throw new Error('in a hook') })
        test('one', async ({ recorder }) => { await greet(createFetch(recorder)) })
      })
      test('finished', async ({ recorder, onTestFinished }) => {
        onTestFinished(() => { throw new Error('when finished') })
        await greet(createFetch(recorder))
      })
      test('timeout', { timeout: 500 }, async ({ recorder }) => {
        await greet(createFetch(recorder))
        await new Promise(() => {})
      })
      test('untaped', async ({ recorder }) => {
        await greet(createFetch(recorder))
        await createFetch(recorder)('http://elsewhere.example/').catch(() => {})
      })
      test.override('respool', { others: 'miss', hosts: [/^127/] })`,
  })
  const { code, output } = await project.run()
  expect([code, await project.cassettes()]).toEqual([1, []])
  expect(output).toMatch(/Tests +4 failed \(4\)/)
})

test.each(['vitest', 'vitest-4'] as const)('with %s: an automatic fixture has the recorder of its test, and fails it', async (vitest) => {
  await using project = await createProject({ vitest })
  await project.write({
    'a.test.js': `${head}
      const greeted = test.extend({ greeting: [async ({ recorder }, use) => use(await greet(createFetch(recorder))), { auto: true }] })
      greeted('set up', ({ greeting, expect }) => expect(greeting).toContain('Say hi'))
      const checked = test.extend({ checks: [async ({}, use) => { await use(); throw new Error('torn down') }, { auto: true }] })
      checked('torn down', async ({ recorder }) => { await greet(createFetch(recorder)) })`,
  })
  const { output } = await project.run()
  expect(output).toMatch(/Tests +1 failed \| 1 passed/)
  expect(await project.cassettes()).toEqual([`${folder}/set-up.yaml`])
})

test('each retry and each repeat starts from the cassette as it was', async () => {
  await using project = await createProject()
  await project.write({
    'a.test.js': `${head}
      let tries = 0
      test('retried', { retry: 2 }, async ({ recorder, expect }) => {
        await greet(createFetch(recorder), 'try ' + ++tries)
        expect(tries).toBe(3)
      })
      let times = 0
      test('repeated', { repeats: 2 }, async ({ recorder, expect }) => {
        times++
        await greet(createFetch(recorder), 'same')
      })`,
  })
  const { code, output } = await project.run()
  expect(output).toContain('1 replayed, 1 recorded, 0 misses')
  expect(code).toBe(0)
  expect(project.server.count).toBe(4)
  const retried = await project.read(`${folder}/retried.yaml`)
  expect(retried.match(/try \d/g)).toEqual(expect.arrayContaining(['try 3']))
  expect(retried).not.toMatch(/try [12]/)
  expect((await project.read(`${folder}/repeated.yaml`)).match(/^ *- id:/gm)).toHaveLength(1)
})

test('skipped, todo and expected to fail', async () => {
  await using project = await createProject()
  await project.write({
    'a.test.js': `${head}
      test.skip('skipped', async ({ recorder }) => { await greet(createFetch(recorder)) })
      test.todo('todo')
      test('leaves', async ({ recorder, skip }) => { await greet(createFetch(recorder)); skip() })
      test.fails('fails as expected', async ({ recorder, expect }) => { expect(await greet(createFetch(recorder))).toBe('else') })
      test.fails('passes', async ({ recorder }) => { await greet(createFetch(recorder)) })
      test('asks nothing', async ({ recorder, expect }) => { expect(recorder.mode).toBe('once') })
      test('has none', ({ expect }) => { expect(1).toBe(1) })`,
  })
  const { code, output } = await project.run()
  expect([code, await project.cassettes()]).toEqual([1, [`${folder}/fails-as-expected.yaml`]])
  expect(output).toMatch(/Tests +1 failed \| 2 passed \| 1 expected fail \| 2 skipped \| 1 todo \(7\)/)
  expect(output).toContain('Expect test to fail')
})
