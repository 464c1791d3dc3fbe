import { test } from 'node:test'
import { createFetch, openRecorder } from '@respool/fetch'

/** A test with a cassette of its own, saved only when it passes; its body is handed the fetch that is taped. */
export function taped(name, body) {
  void test(name, async () => {
    const recorder = await openRecorder(new URL(`__cassettes__/${name.replaceAll(/\W+/g, '-')}.yaml`, import.meta.url))
    try {
      await body(createFetch(recorder))
    } catch (error) {
      recorder.discard()
      // The test's own error comes first, and this one would hide it.
      await recorder.close().catch(() => {})
      throw error
    }
    await recorder.close()
  })
}
