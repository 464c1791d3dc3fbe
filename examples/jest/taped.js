import { basename, dirname, join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { openRecorder, patchUndici } from '@respool/undici'

// Node's own fetch, which every test shares; jest keeps workers, so it is put back after each file.
const patch = patchUndici()
afterAll(() => patch[Symbol.dispose]())

/** A test with a cassette of its own, saved only when it passes. */
export function taped(name, body) {
  test(name, async () => {
    const { testPath } = expect.getState()
    const recorder = await openRecorder(
      join(dirname(testPath), '__cassettes__', basename(testPath), `${name.replaceAll(/\W+/g, '-')}.yaml`),
    )
    try {
      await recorder.run(body)
    } catch (error) {
      recorder.discard()
      // The test's own error comes first, and this one would hide it.
      await recorder.close().catch(() => {})
      throw error
    }
    await recorder.close()
  })
}
