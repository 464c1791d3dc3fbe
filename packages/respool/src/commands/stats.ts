import { defineCommand, json } from '../command.ts'

export type StatsFlags = {
  readonly json?: boolean
}

export const stats = defineCommand<StatsFlags, string[]>('stats', {
  brief: 'Sum up cassettes: who was asked, tokens, sizes, times',
  description: 'Folders are searched at any depth, as by ls.',
  examples: [
    ['', 'all cassettes below the current folder'],
    ["--json | jq '.models[] | [.name, .input, .output]'", 'tokens of each model, for programs'],
  ],
  parameters: {
    flags: { json },
    positional: {
      kind: 'array',
      parameter: { parse: String, placeholder: 'path', brief: 'Cassettes, and folders to search. Default: this folder' },
    },
  },
  load: () => import('../stats/run.ts'),
})
