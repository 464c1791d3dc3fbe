import type { MatchOptions, RecorderOptions } from '@respool/core'

/** How a test's recorder is opened: all that `openRecorder` takes, and where its cassette is. */
export interface RespoolOptions extends RecorderOptions {
  /**
   * A cassette of one's own choice: a path from the test file (`./shared/greetings.yaml`), or a `file:` URL; with a format that reads folders, a folder.
   * Default: `__cassettes__/<test file>/<test>.yaml` beside the test file.
   */
  cassette?: string | URL
}

/** Those that can be written into a project's configuration, which vitest sends to its workers: no functions. */
export interface ProjectOptions extends Omit<RecorderOptions, 'match' | 'format' | 'store' | 'profile' | 'clock'> {
  match?: Omit<MatchOptions, 'normalize' | 'custom'>
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Options for all tests of a project: `test.provide.respool` in its configuration. */
    respool?: ProjectOptions
  }
}
