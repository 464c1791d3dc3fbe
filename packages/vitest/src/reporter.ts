import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { Reporter, Vitest } from 'vitest/node'
import { cassettesBeside } from './report/folders.ts'
import { observe, type FileOfProject } from './report/observe.ts'
import { describeRun } from './report/line.ts'
import { reportOf } from './report/report.ts'

export type { CassetteReport, RunReport } from './report/report.ts'

/** What the reporter does beside the line at the end. */
export interface RespoolReporterOptions {
  /** Where the run's report is written as JSON, for `respool prune --report <file>`: a path from the root of the project. Default: nowhere. */
  report?: string
}

/**
 * A reporter that says at the end of a run, in a line, what became of its cassettes: interactions replayed and recorded, misses, interactions that were not played, cassettes that no
 * test used. Of the last two it says only what is certain: nothing of tests that did not run.
 *
 * @example
 * ```ts
 * import { respoolReporter } from '@respool/vitest/reporter'
 *
 * export default defineConfig({ test: { reporters: ['default', respoolReporter({ report: 'respool-report.json' })] } })
 * ```
 */
export function respoolReporter(options: RespoolReporterOptions = {}): Reporter {
  let vitest: Vitest | undefined
  return {
    onInit(context) {
      vitest = context
    },
    async onTestRunEnd(testModules) {
      if (!vitest) return
      const { root } = vitest.config
      const run = observe(testModules, await filesOf(vitest))
      const file = options.report === undefined ? undefined : resolve(root, options.report)
      const report = await reportOf(run, await cassettesBeside(run.modules), file ? dirname(file) : root)
      if (report.cassettes.length > 0) vitest.logger.log(describeRun(run, report))
      if (file) await writeFile(file, `${JSON.stringify(report, undefined, 2)}\n`)
    },
  }
}

/** What runs without filters and shards; undefined where projects were chosen, for vitest then knows of no others. */
async function filesOf(vitest: Vitest): Promise<readonly FileOfProject[] | undefined> {
  return vitest.config.project.length > 0 ? undefined : vitest.globTestSpecifications()
}
