import { defineCommand, json } from '../command.ts'

export type ConvertFlags = {
  readonly json?: boolean
  readonly to: 'go-vcr' | 'vcrpy' | 'llama-stack'
  readonly layout: 'compact' | 'stock' | 'v4.0.7' | 'v4.0.3' | 'v3'
  readonly testId?: string
}

export const convert = defineCommand<ConvertFlags, [string, string]>('convert', {
  brief: 'Write a cassette as go-vcr, vcrpy or llama-stack would have',
  description:
    'go-vcr: the same interactions in a new file, in one of its layouts. vcrpy and\nllama-stack: what Python replays, in a folder, and a line for whatever they cannot\nhold. Nothing that is there is written over. For the other way there is\nrespool import. Exit code 1 where an interaction was left out.',
  examples: [
    ['hi.yaml testdata/hi.yaml --to go-vcr --layout stock', 'as go-vcr 4 lays it out'],
    ['hi.yaml tests/cassettes --to vcrpy', "tests/cassettes/hi.yaml, for pytest-recording's VCR"],
    ['hi.yaml recordings --to llama-stack', 'a JSON file a request'],
  ],
  parameters: {
    flags: {
      json,
      to: { kind: 'enum', values: ['go-vcr', 'vcrpy', 'llama-stack'], brief: 'The format to write' },
      layout: {
        kind: 'enum',
        values: ['compact', 'stock', 'v4.0.7', 'v4.0.3', 'v3'],
        default: 'compact',
        brief: "Whose layout, of go-vcr's",
      },
      testId: { kind: 'parsed', parse: String, optional: true, placeholder: 'id', brief: "The test that llama-stack's recordings are for" },
    },
    positional: {
      kind: 'tuple',
      parameters: [
        { parse: String, placeholder: 'cassette', brief: 'What to convert' },
        { parse: String, placeholder: 'target', brief: 'A file for go-vcr, else a folder' },
      ],
    },
  },
  load: () => import('../convert/run.ts'),
})
