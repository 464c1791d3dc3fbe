import { run } from './process.ts'
import type { Version } from './versions.ts'
import type { Answer, Job } from './wire.ts'

/**
 * What a Go program does with each job. `load`: tells what is in a cassette, `time` how long loading takes. `save`: writes one. `resave`: loads and saves. `replay`: sends the requests to the
 * cassette, `record` to their server, for a new cassette; `extend` to the cassette, and what it does not know to the server.
 */
type Command = 'load' | 'time' | 'save' | 'resave' | 'replay' | 'record' | 'extend'

/** One version of go-vcr, built. */
export interface Library {
  readonly version: Version
  /** One process for all jobs; an answer each, in their order. */
  readonly run: (command: Command, jobs: readonly Job[]) => Promise<readonly Answer[]>
}

export function openLibrary(version: Version, program: string): Library {
  return {
    version,
    async run(command, jobs) {
      const { code, stdout, stderr } = await run(program, [command], { input: jobs.map((job) => `${JSON.stringify(job)}\n`).join('') })
      if (code !== 0) throw new Error(`go-vcr ${version} ${command} ended with ${code}: ${stderr}`)
      const answers = stdout.split('\n').filter((line) => line !== '')
      if (answers.length !== jobs.length)
        throw new Error(`go-vcr ${version} ${command} gave ${answers.length} answers to ${jobs.length} jobs`)
      return answers.map((line) => JSON.parse(line) as Answer)
    },
  }
}
