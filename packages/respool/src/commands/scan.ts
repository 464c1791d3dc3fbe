import { defineCommand, json } from '../command.ts'
import { secretFlags, type SecretFlags } from '../scan/flags.ts'

export type ScanFlags = SecretFlags & { readonly json?: boolean }

export const scan = defineCommand<ScanFlags, string[]>('scan', {
  brief: 'Look for secrets in cassettes, whoever recorded them',
  description:
    'Looks into URLs, all headers and bodies, for what looks like a key, for values\nof secret names, and for those of this environment. Prints where, never what.\nExit code 1 where there are any.',
  examples: [
    ['', 'all cassettes below the current folder'],
    ['testdata --field badge_number', 'and the values of badge_number'],
    ['--no-environment', 'the same on every machine'],
  ],
  parameters: {
    flags: { json, ...secretFlags },
    positional: {
      kind: 'array',
      parameter: { parse: String, placeholder: 'path', brief: 'Cassettes, and folders to search. Default: this folder' },
    },
  },
  load: () => import('../scan/run.ts'),
})
