import { TestRunner, type RunnerTestCase } from 'vitest'
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
  const collected = TestRunner.getCurrentSuite()
  const owner = collected.suite ?? collected.file
  if (!owner || watched.has(owner)) return
  watched.add(owner)
  // Not by vitest's `aroundEach`: it sets automatic fixtures up before it calls anybody, and tears them down when all have returned. What they ask is the test's, and what fails there fails it.
  collected.on('aroundEach', async (runTest, { task }) => inSession(runTest, task))
}

async function inSession(runTest: () => Promise<void>, task: RunnerTestCase): Promise<void> {
  // It has its session from a `describe` further out.
  if (sessions.has(task)) return runTest()
  const session = startSession(task)
  sessions.set(task, session)
  try {
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
