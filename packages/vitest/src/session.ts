import { dirname, resolve } from 'node:path'
import { openRecorder, runBound } from '@respool/core/node'
import type { Recorder } from '@respool/core'
import { inject, type RunnerTestCase } from 'vitest'
import { cassettePath } from './cassette-path.ts'
import type { RespoolOptions } from './options.ts'
import { outcomeOf } from './outcome.ts'

/** One try of one test: its recorder, from when somebody first wants it to the end of the try. */
export interface Session {
  open(options: RespoolOptions): Promise<Recorder>
  /** Binds patched clients to the recorder. */
  bind<Value>(call: () => Value): Value
  /**
   * Saves what was recorded, if all is well.
   *
   * @throws RespoolError what the recorder has to say: a miss, an unused interaction
   */
  end(passed: boolean): Promise<void>
}

export function startSession(task: RunnerTestCase): Session {
  let opening: Promise<Recorder> | undefined
  let recorder: Recorder | undefined
  delete task.meta.respool

  return {
    async open(given) {
      const { cassette, ...options }: RespoolOptions = { ...inject('respool'), ...given }
      opening ??= openRecorder(locationOf(task, cassette), options)
      recorder = await opening
      return recorder
    },
    bind: (call) => runBound(() => recorder, call),
    async end(passed) {
      // One that is still being opened when its test is over would stay open.
      await opening?.catch(() => {})
      if (!recorder) return
      if (!passed) recorder.discard()
      const { summary, failure } = await recorder.settle({ save: 'clean' })
      task.meta.respool = outcomeOf(summary)
      if (!failure) return
      // vitest would show the lines of respool where it was made, which tell nobody anything.
      failure.stack = `${failure.name}: ${failure.message}`
      throw failure
    },
  }
}

function locationOf(task: RunnerTestCase, cassette: string | URL | undefined): string | URL {
  if (cassette === undefined) return cassettePath(task)
  return typeof cassette === 'string' && !/^[a-z][a-z\d+.-]+:/i.test(cassette) ? resolve(dirname(task.file.filepath), cassette) : cassette
}
