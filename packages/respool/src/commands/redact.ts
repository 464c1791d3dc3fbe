import { defineCommand, json } from '../command.ts'
import { secretFlags, type SecretFlags } from '../scan/flags.ts'

export type RedactFlags = SecretFlags & {
  readonly json?: boolean
  readonly dryRun?: boolean
  readonly drop?: boolean
  readonly keepHeader?: readonly string[]
}

export const redact = defineCommand<RedactFlags, string[]>('redact', {
  brief: 'Take secrets out of cassettes, as a recorder would have',
  description:
    'Replaces secrets and leaves out headers that no replay needs, in place. What holds\nneither keeps its text byte for byte. A secret that a model wrote over several\nevents cannot be replaced: that interaction stays, and exit code 1 says so.',
  examples: [
    ['testdata --dry-run', 'what would be changed'],
    ['testdata', 'change it'],
    ['testdata --keep-header x-request-id', 'but keep this header'],
  ],
  parameters: {
    flags: {
      json,
      dryRun: { kind: 'boolean', optional: true, withNegated: false, brief: 'Change nothing; exit code 1 where something would be' },
      drop: { kind: 'boolean', optional: true, withNegated: false, brief: 'Leave out what holds a secret that cannot be replaced' },
      keepHeader: {
        kind: 'parsed',
        parse: String,
        optional: true,
        variadic: true,
        placeholder: 'name',
        brief: 'A header to keep, beside those that are kept anyway',
      },
      ...secretFlags,
    },
    positional: {
      kind: 'array',
      parameter: { parse: String, placeholder: 'path', brief: 'Cassettes, and folders to search. Default: this folder' },
    },
  },
  load: () => import('../redact/run.ts'),
})
