import { defineCommand, json } from '../command.ts'

export type ShowFlags = {
  readonly json?: boolean
  readonly id?: readonly string[]
  readonly timeline?: boolean
  readonly raw?: boolean
  readonly git?: boolean
}

export const show = defineCommand<ShowFlags, [path?: string]>('show', {
  brief: 'Show what was said: the conversations in a cassette',
  description:
    'What was asked and answered, calls of tools, tokens, and how it ended; of\nOpenAI, Anthropic, Gemini, Bedrock, Cohere, Ollama and all that speak like them,\nstreamed or not. Anything else is shown as the data that it is.',
  examples: [
    ['__cassettes__/hi.yaml', 'every conversation in it'],
    ['__cassettes__/hi.yaml --id 3 --timeline', 'how interaction 3 arrived, chunk by chunk'],
    ['__cassettes__/hi.yaml --id 3 --raw', 'the bytes of its answer'],
    ['tests/recordings', "a folder of llama-stack's recordings"],
    ['--git', 'how git diff shows conversations in place of YAML'],
  ],
  parameters: {
    flags: {
      json,
      id: { kind: 'parsed', parse: String, variadic: ',', optional: true, placeholder: 'id', brief: 'Only these interactions: 3, or 3,5' },
      timeline: { kind: 'boolean', optional: true, withNegated: false, brief: 'Draw when each chunk arrived' },
      raw: { kind: 'boolean', optional: true, withNegated: false, brief: 'Write the bytes of the answer as they are' },
      git: { kind: 'boolean', optional: true, withNegated: false, brief: 'As git diff needs it; without a cassette, how to set it up' },
    },
    aliases: { i: 'id', t: 'timeline' },
    positional: {
      kind: 'tuple',
      parameters: [{ parse: String, optional: true, placeholder: 'cassette', brief: 'A cassette, or a folder of recordings' }],
    },
  },
  load: () => import('../show/run.ts'),
})
