import type { TestModule } from 'vitest/node'
import type { TestOutcome } from '../outcome.ts'

/** What a run has come to, as far as cassettes go. */
export interface ObservedRun {
  readonly modules: readonly ObservedModule[]
  /** Has every test of every file run, in every project, and passed? Only then is a cassette that any of them might have used known to be unused. */
  readonly whole: boolean
}

export interface ObservedModule {
  readonly file: string
  /** Have all tests of its file run, in every project that has it, and passed? One that was skipped, or that failed early, would have used what now looks unused. */
  readonly whole: boolean
  readonly tests: readonly ObservedTest[]
}

/** A test that had a recorder. */
export interface ObservedTest {
  readonly name: string
  readonly outcome: TestOutcome
}

/** A file as one project runs it. */
export interface FileOfProject {
  readonly moduleId: string
  readonly project: { readonly name: string }
}

/** @param all what a run of everything has; undefined where that is not known */
export function observe(ran: readonly TestModule[], all: readonly FileOfProject[] | undefined): ObservedRun {
  const known = new Set(ran.map(keyOf))
  const missing = all?.filter((each) => !known.has(keyOf(each)))
  const partly = new Set([...(missing ?? []), ...ran.filter((module) => !isWhole(module))].map(({ moduleId }) => moduleId))
  const modules = ran.map((module) => observeModule(module, all !== undefined && !partly.has(module.moduleId)))
  return { modules, whole: missing?.length === 0 && modules.every(({ whole }) => whole) }
}

function keyOf({ project, moduleId }: FileOfProject): string {
  return JSON.stringify([project.name, moduleId])
}

function isWhole(module: TestModule): boolean {
  return module.state() === 'passed' && [...module.children.allTests()].every((test) => test.result().state === 'passed')
}

function observeModule(module: TestModule, whole: boolean): ObservedModule {
  return {
    file: module.moduleId,
    whole,
    tests: [...module.children.allTests()].flatMap((test) => {
      const { respool: outcome } = test.meta()
      return outcome ? [{ name: `${module.relativeModuleId} > ${test.fullName}`, outcome }] : []
    }),
  }
}
