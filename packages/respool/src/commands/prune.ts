import { defineCommand, json } from '../command.ts'

export type PruneFlags = {
  readonly json?: boolean
  readonly report: string
  readonly dryRun?: boolean
}

export const prune = defineCommand<PruneFlags, []>('prune', {
  brief: 'Remove interactions and cassettes that a run of all tests did not use',
  description:
    'By the report of such a run, which the reporter of @respool/vitest writes. What\ntests may use that did not run, or failed, stays, and so does what was changed\nsince. Exit code 1 where something stays for that.',
  examples: [
    ['--report respool-report.json --dry-run', 'what would be removed'],
    ['--report respool-report.json', 'remove it'],
  ],
  parameters: {
    flags: {
      json,
      report: { kind: 'parsed', parse: String, placeholder: 'file', brief: 'The report of the run' },
      dryRun: { kind: 'boolean', optional: true, withNegated: false, brief: 'Change nothing; exit code 1 where something would be' },
    },
  },
  load: () => import('../prune/run.ts'),
})
