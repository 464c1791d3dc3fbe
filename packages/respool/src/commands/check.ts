import { defineCommand, json } from '../command.ts'
import { secretFlags, type SecretFlags } from '../scan/flags.ts'

export type CheckFlags = SecretFlags & {
  readonly json?: boolean
  readonly baseline?: string
  readonly update?: boolean
}

export const check = defineCommand<CheckFlags, string[]>('check', {
  brief: 'Check cassettes: can they be read and played, are they safe, do they still fit the API?',
  description:
    "Reads every cassette, adds up its lengths, looks for secrets, and compares\nrequests and answers with OpenAI's specification. A baseline holds departures\nthat are known, so that only new ones are told of. Exit code 1 where something\nis found, 2 where a cassette cannot be read.",
  examples: [
    ['', 'all cassettes below the current folder'],
    ['--baseline openai-drift.json', 'only what is not in the baseline'],
    ['--baseline openai-drift.json --update', 'accept what there is now'],
  ],
  parameters: {
    flags: {
      json,
      baseline: { kind: 'parsed', parse: String, optional: true, placeholder: 'file', brief: 'Departures that are known' },
      update: { kind: 'boolean', optional: true, withNegated: false, brief: 'Write the baseline anew, with all there are' },
      ...secretFlags,
    },
    positional: {
      kind: 'array',
      parameter: { parse: String, placeholder: 'path', brief: 'Cassettes, and folders to search. Default: this folder' },
    },
  },
  load: () => import('../check/run.ts'),
})
