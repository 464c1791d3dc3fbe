import { basename } from 'node:path'
import { createFetch, openRecorder } from '@respool/fetch'

/** Each test has a cassette of its own, saved only when it passes, and finds the fetch that is taped in `this.fetch`. */
export const mochaHooks = {
  async beforeEach() {
    const { file, title } = this.currentTest
    const name = `__cassettes__/${basename(file)}/${title.replaceAll(/\W+/g, '-')}.yaml`
    this.recorder = await openRecorder(new URL(name, import.meta.url))
    this.fetch = createFetch(this.recorder)
  },
  async afterEach() {
    const passed = this.currentTest.state === 'passed'
    if (!passed) this.recorder.discard()
    const { failure } = await this.recorder.settle({ save: 'clean' })
    // A test that has failed has said why.
    if (failure && passed) throw failure
  },
}
