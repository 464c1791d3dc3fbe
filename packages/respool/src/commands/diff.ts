import { defineCommand, json } from '../command.ts'

export type DiffFlags = {
  readonly json?: boolean
}

export const diff = defineCommand<DiffFlags, [left: string, right: string]>('diff', {
  brief: 'Compare two cassettes by what was asked and answered',
  description:
    'Interactions are matched by their requests, as a recorder does; those left over\nby the nearest one. What is compared is what it means: text, calls of tools,\ntokens, how it ended. Ids, times and chunks are not. The formats may differ.\nExit code 1 where there is a difference.',
  examples: [
    ['old.yaml new.yaml', 'what became different in a new recording'],
    ['recordings/ hi.yaml', "llama-stack's recordings and a cassette of Go's"],
  ],
  parameters: {
    flags: { json },
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, placeholder: 'old', brief: 'A cassette, or a folder of recordings' },
        { parse: String, placeholder: 'new', brief: 'Another' },
      ],
    },
  },
  load: () => import('../diff/run.ts'),
})
