import { expect, test, vi } from 'vitest'
import { createProject } from '../__fixtures__/project.ts'

// Processes are started, several a test, perhaps on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const files = ['a', 'b', 'c', 'd']

test('200 concurrent tests in 4 workers: each keeps its own', async () => {
  await using project = await createProject({ config: "pool: 'forks', maxWorkers: 4, minWorkers: 4, maxConcurrency: 50" })
  const text = (file: string) => `
    import { createFetch } from '@respool/fetch'
    import { test } from '@respool/vitest'
    import { greet } from './greet.js'
    const numbers = Array.from({ length: 50 }, (_, number) => number)
    test.concurrent.for(numbers)('number %i', async (number, { recorder, expect }) => {
      const prompt = 'of ' + ${JSON.stringify(file)} + ', number ' + number + '.'
      for (const turn of [1, 2]) expect(await greet(createFetch(recorder), prompt + turn, 5)).toContain(prompt + turn)
    })`
  // The client tries again: 200 connections at once are many for a busy machine, and what was never answered is not recorded.
  await project.write(Object.fromEntries(files.map((file) => [`${file}.test.js`, text(file)])))

  const recorded = await project.run()
  expect(recorded.output).toContain('0 replayed, 400 recorded, 0 misses')
  expect(recorded.code).toBe(0)
  const names = await project.cassettes()
  expect(names).toHaveLength(200)
  for (const name of names) {
    const [, file, number] = /__cassettes__\/(\w)\.test\.js\/number-(\d+)\.yaml/.exec(name)!
    const prompts = (await project.read(name)).match(/of \w, number \d+\.\d/g)
    expect([...new Set(prompts)].sort()).toEqual([1, 2].map((turn) => `of ${file}, number ${number}.${turn}`))
  }

  await project.server.stop()
  const replayed = await project.run()
  expect(replayed.output).toContain('400 replayed, 0 recorded, 0 misses; 0 interactions unused, 0 cassettes that no test used\n')
  expect(replayed.code).toBe(0)
})

test('test.each, whose titles may be the same, and files that a shard leaves to others', async () => {
  await using project = await createProject()
  const text = `
    import { createFetch } from '@respool/fetch'
    import { test } from '@respool/vitest'
    import { describe } from 'vitest'
    import { greet } from './greet.js'
    describe.each(['x', 'y'])('of %s', (outer) => {
      test.for(['one', 'two'])('the same title', async (prompt, { recorder, expect }) => {
        expect(await greet(createFetch(recorder), outer + prompt)).toContain(outer + prompt)
      })
    })`
  await project.write(Object.fromEntries(files.map((file) => [`${file}.test.js`, text])))
  for (const shard of ['1/2', '2/2']) expect(await project.run([`--shard=${shard}`])).toMatchObject({ code: 0 })
  const own = ['of-x/the-same-title.2', 'of-x/the-same-title', 'of-y/the-same-title.2', 'of-y/the-same-title']
  expect(await project.cassettes()).toEqual(files.flatMap((file) => own.map((name) => `__cassettes__/${file}.test.js/${name}.yaml`)))
  await project.server.stop()
  for (const shard of ['1/2', '2/2']) expect((await project.run([`--shard=${shard}`])).output).toContain('8 replayed, 0 recorded')
})
