export { test, test as it, type RespoolFixtures } from './test.ts'
export type { ProjectOptions, RespoolOptions } from './options.ts'
export type { TestOutcome } from './outcome.ts'
export type { Recorder, RecorderOptions, Summary } from '@respool/core'
