import { expect, test, vi } from 'vitest'
import { createProject } from '../__fixtures__/project.ts'

// Processes are started, several a test, perhaps on a busy machine.
vi.setConfig({ testTimeout: 180_000 })

const says = (prompt: string) => `
  import { createFetch } from '@respool/fetch'
  import { test } from '@respool/vitest'
  import { greet } from './greet.js'
  test('says hi', async ({ recorder, expect }) => {
    expect(await greet(createFetch(recorder), ${JSON.stringify(prompt)})).toContain('You said: Say hi')
  })`

test.each(['vitest', 'vitest-4'] as const)(
  'with %s: recorded, then replayed with the server stopped; a changed prompt is explained',
  async (vitest) => {
    await using project = await createProject({ vitest })
    await project.write({ 'hi.test.js': says('Say hi') })

    const recorded = await project.run()
    expect(recorded.output).toContain('0 replayed, 1 recorded, 0 misses; 0 interactions unused, 0 cassettes that no test used\n')
    expect(recorded.code).toBe(0)
    expect(recorded.output).toContain(vitest === 'vitest' ? 'v5.' : 'v4.1')
    expect(await project.cassettes()).toEqual(['__cassettes__/hi.test.js/says-hi.yaml'])
    const cassette = await project.read('__cassettes__/hi.test.js/says-hi.yaml')

    await project.server.stop()
    for (const env of [{}, { CI: 'true' }]) {
      const replayed = await project.run([], env)
      expect(replayed.output).toContain('1 replayed, 0 recorded, 0 misses')
      expect(replayed.code).toBe(0)
    }

    await project.write({ 'hi.test.js': says('Say hi in Portuguese') })
    const missed = await project.run()
    expect(missed.code).toBe(1)
    expect(missed.output).toContain('body /messages/0/content: recorded "Say hi", asked "Say hi in Portuguese"')
    expect(missed.output).toContain('RespoolError: respool has no answer for POST')
    expect(missed.output).not.toContain('outcome.ts')
    expect(missed.output).toContain('0 replayed, 0 recorded, 1 miss; 0 interactions unused')
    expect(await project.read('__cassettes__/hi.test.js/says-hi.yaml')).toBe(cassette)
    expect(project.server.count).toBe(1)
  },
)

test('where CI is set nothing is recorded, and the miss says what to do', async () => {
  await using project = await createProject()
  await project.write({ 'hi.test.js': says('Say hi') })
  const { code, output } = await project.run([], { CI: 'true' })
  expect(code).toBe(1)
  expect(output).toContain('there is no cassette at ./__cassettes__/hi.test.js/says-hi.yaml (mode replay since CI is set)')
  expect(output).toContain('RESPOOL_MODE=once')
  expect([await project.cassettes(), project.server.count]).toEqual([[], 0])
})
