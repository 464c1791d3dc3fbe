import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createProject, type Project } from '../__fixtures__/project.ts'
import type { RunReport } from '../reporter.ts'

// Processes are started, several a test, perhaps on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const file = (...tests: (readonly [name: string, ...prompts: string[]])[]) => `
  import { createFetch } from '@respool/fetch'
  import { test } from '@respool/vitest'
  import { greet } from './greet.js'
  ${tests
    .map(
      ([name, ...prompts]) => `
        test${name.startsWith('only') ? '.only' : name.startsWith('skip') ? '.skip' : ''}('${name.replace(/^(only|skip) /, '')}', async ({ recorder, expect }) => {
          for (const prompt of ${JSON.stringify(prompts)}) await greet(createFetch(recorder), prompt)
          ${name === 'fails' ? "expect('this').toBe('that')" : ''}
        })`,
    )
    .join('')}`

const lineOf = (output: string) => /^ respool {2}(.*)$/m.exec(output)?.[1]

/** A project with three recorded files: one with what is no longer asked, one whose test is gone, one that is gone. */
async function recordedProject(): Promise<Project> {
  const project = await createProject()
  await project.write({
    'a.test.js': file(['one', 'x', 'y', 'z'], ['two', 'x']),
    'b.test.js': file(['one', 'x'], ['gone', 'x']),
    'c.test.js': file(['one', 'x']),
  })
  await project.run()
  await project.write({ 'a.test.js': file(['one', 'y'], ['two', 'x']), 'b.test.js': file(['one', 'x']), 'c.test.js': 'gone' })
  await rm(join(project.path, 'c.test.js'))
  return project
}

test('what it says, and what it does not say where tests did not run', async () => {
  await using project = await recordedProject()
  const report = async () => JSON.parse(await project.read('report.json')) as RunReport
  const certain = async () =>
    (await report()).cassettes.filter(({ partial }) => !partial).map(({ path }) => path.replace('__cassettes__/', ''))
  const say = async (...args: string[]) => lineOf((await project.run(args)).output)
  const partly = ' (as far as tests ran and passed)'
  const all = '3 replayed, 0 recorded, 0 misses; 2 interactions unused, 2 cassettes that no test used'
  const gone = ['b.test.js/gone.yaml', 'c.test.js/one.yaml'].map((name) => `__cassettes__/${name}`)

  expect(await say()).toBe(`${all}: ${gone.join(', ')}`)
  expect(await report()).toEqual({
    version: 1,
    partial: false,
    cassettes: [
      {
        path: '__cassettes__/a.test.js/one.yaml',
        sha256: expect.stringMatching(/^[\da-f]{64}$/),
        tests: ['a.test.js > one'],
        used: [1],
        unused: [0, 2],
        partial: false,
      },
      {
        path: '__cassettes__/a.test.js/two.yaml',
        sha256: expect.any(String),
        tests: ['a.test.js > two'],
        used: [0],
        unused: [],
        partial: false,
      },
      { path: '__cassettes__/b.test.js/gone.yaml', sha256: expect.any(String), tests: [], used: [], unused: [], partial: false },
      {
        path: '__cassettes__/b.test.js/one.yaml',
        sha256: expect.any(String),
        tests: ['b.test.js > one'],
        used: [0],
        unused: [],
        partial: false,
      },
      { path: '__cassettes__/c.test.js/one.yaml', sha256: expect.any(String), tests: [], used: [], unused: [], partial: false },
    ],
  })

  expect(await say('-t', 'two')).toBe(`1 replayed, 0 recorded, 0 misses; 0 interactions unused, 0 cassettes that no test used${partly}`)
  expect(await certain()).toEqual([])
  expect(await say('b.test')).toBe(
    `1 replayed, 0 recorded, 0 misses; 0 interactions unused, 1 cassette that no test used: ${gone[0]}${partly}`,
  )
  expect(await certain()).toEqual(['b.test.js/gone.yaml', 'b.test.js/one.yaml'])
  expect([await say('--shard=1/2'), await say('--shard=2/2')]).toEqual([
    `2 replayed, 0 recorded, 0 misses; 2 interactions unused, 0 cassettes that no test used${partly}`,
    `1 replayed, 0 recorded, 0 misses; 0 interactions unused, 1 cassette that no test used: ${gone[0]}${partly}`,
  ])

  await project.write({ 'b.test.js': file(['only one', 'x'], ['gone', 'x']) })
  expect(await say()).toBe(`3 replayed, 0 recorded, 0 misses; 2 interactions unused, 0 cassettes that no test used${partly}`)
  await project.write({ 'b.test.js': file(['one', 'x'], ['skip gone', 'x']) })
  expect(await say()).toBe(`3 replayed, 0 recorded, 0 misses; 2 interactions unused, 0 cassettes that no test used${partly}`)
  await project.write({ 'b.test.js': file(['one', 'x'], ['fails', 'new']) })
  expect(await say()).toBe(`3 replayed, 0 recorded, 0 misses; 2 interactions unused, 0 cassettes that no test used${partly}`)
})

test('shards that are merged say together what a whole run says', async () => {
  await using project = await recordedProject()
  for (const shard of ['1', '2']) await project.run([`--shard=${shard}/2`, '--reporter=blob', `--outputFile=blobs/${shard}.json`])
  const { output } = await project.run(['--mergeReports=blobs'])
  expect(lineOf(output)).toContain('3 replayed, 0 recorded, 0 misses; 2 interactions unused, 2 cassettes that no test used')
})

test('a file of several projects: what one of them does not use, another may', async () => {
  const project = (name: string) => `{ extends: true, test: { name: '${name}', env: { WHICH: '${name}' } } }`
  await using tried = await createProject({ config: `projects: [${project('a')}, ${project('b')}]` })
  const content = (when: string) => `
    import { createFetch } from '@respool/fetch'
    import { test } from '@respool/vitest'
    import { greet } from './greet.js'
    test.override('respool', { mode: 'new-episodes' })
    test('one', async ({ recorder, skip }) => {
      if (${when}) skip()
      await greet(createFetch(recorder), process.env.WHICH)
    })`
  const partial = async (...args: string[]) => {
    await tried.run(args)
    return (JSON.parse(await tried.read('report.json')) as RunReport).cassettes.map((each) => each.partial)
  }
  await tried.write({ 'a.test.js': content('false') })
  await tried.run()
  expect(await partial()).toEqual([false])
  expect(await partial('--project=a')).toEqual([true])
  await tried.write({ 'a.test.js': content("process.env.WHICH === 'b'") })
  expect(await partial()).toEqual([true])
})

test('a run without cassettes says nothing', async () => {
  await using project = await createProject()
  await project.write({ 'a.test.js': "import { test } from 'vitest'\ntest('plain', () => {})" })
  expect(lineOf((await project.run()).output)).toBeUndefined()
})
