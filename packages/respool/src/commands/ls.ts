import { defineCommand, json } from '../command.ts'

export type LsFlags = {
  readonly json?: boolean
  readonly sort: 'name' | 'size' | 'age' | 'tokens'
}

export const ls = defineCommand<LsFlags, string[]>('ls', {
  brief: 'List cassettes: what is in them, how large and how old',
  description:
    'Folders are searched at any depth. Cassettes of go-vcr and respool, vcrpy,\npydantic-ai and llama-stack are found by what is in them; other files are\npassed over. Exit code 2 where a cassette cannot be read.',
  examples: [
    ['', 'all cassettes below the current folder'],
    ['__cassettes__ --sort size', 'the largest first'],
    ["--json | jq '.cassettes[].hosts'", 'for programs'],
  ],
  parameters: {
    flags: {
      json,
      sort: {
        kind: 'enum',
        values: ['name', 'size', 'age', 'tokens'],
        default: 'name',
        brief: 'Largest, oldest first',
      },
    },
    positional: {
      kind: 'array',
      parameter: { parse: String, placeholder: 'path', brief: 'Cassettes, and folders to search. Default: this folder' },
    },
  },
  load: () => import('../ls/run.ts'),
})
