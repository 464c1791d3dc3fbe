import type { TestModule } from 'vitest/node'
import type { TestOutcome } from '../outcome.ts'

/** What a run has come to, as far as cassettes go. */
export interface ObservedRun {
  readonly modules: readonly ObservedModule[]
  /** Has every test of every file run, and passed? Only then is a cassette that any of them might have used known to be unused. */
  readonly whole: boolean
}

export interface ObservedModule {
  readonly file: string
  /** Have all of its tests run, and passed? One that was skipped, or that failed early, would have used what now looks unused. */
  readonly whole: boolean
  readonly tests: readonly ObservedTest[]
}

/** A test that had a recorder. */
export interface ObservedTest {
  readonly name: string
  readonly outcome: TestOutcome
}

export function observe(testModules: readonly TestModule[], allFilesRan: boolean): ObservedRun {
  const modules = testModules.map(observeModule)
  return { modules, whole: allFilesRan && modules.every(({ whole }) => whole) }
}

function observeModule(module: TestModule): ObservedModule {
  const tests = [...module.children.allTests()]
  return {
    file: module.moduleId,
    whole: module.state() === 'passed' && tests.every((test) => test.result().state === 'passed'),
    tests: tests.flatMap((test) => {
      const { respool: outcome } = test.meta()
      return outcome ? [{ name: `${module.relativeModuleId} > ${test.fullName}`, outcome }] : []
    }),
  }
}
