import { patchesSearch } from '@respool/core/node'
import { aroundEach, inject, TestRunner, type RunnerTestCase, type TestContext } from 'vitest'
import type { RespoolOptions } from './options.ts'
import { startSession, type Session } from './session.ts'

const sessions = new WeakMap<object, Session>()
const watched = new WeakSet<object>()

/** The session of the try that is under way. */
export function sessionOf(task: object): Session | undefined {
  return sessions.get(task)
}

/**
 * Has vitest run each test of the `describe` (or file) that is being collected inside a session, once. Called where tests are declared rather than when this module is loaded:
 * without isolation a worker loads it once for many files.
 */
export function watchTests(): void {
  const { suite, file } = TestRunner.getCurrentSuite()
  const owner = suite ?? file
  if (!owner || watched.has(owner)) return
  watched.add(owner)
  aroundEach<{ respool?: RespoolOptions }>(async (runTest, { task, respool }) => inSession(runTest, task, respool))
}

async function inSession(runTest: () => Promise<void>, task: TestContext['task'], options: RespoolOptions | undefined): Promise<void> {
  // A test of another kind, or one that has its session from a `describe` further out.
  if (!options || sessions.has(task)) return runTest()
  const session = startSession(task, { ...inject('respool'), ...options })
  sessions.set(task, session)
  try {
    if (patchesSearch()) await session.open()
    await session.bind(runTest)
  } finally {
    sessions.delete(task)
    await session.end(hasPassed(task))
  }
}

/** So far: of a test that is expected to fail, vitest turns the result round later. */
function hasPassed({ result, fails }: RunnerTestCase): boolean {
  return result?.state === (fails ? 'fail' : 'pass')
}
