import { defineCommand, json } from '../command.ts'

export type ImportFlags = {
  readonly json?: boolean
  readonly to: string
  readonly nulls: 'restore' | 'keep' | 'strip'
  readonly redact: boolean
}

export const importCommand = defineCommand<ImportFlags, [string]>('import', {
  brief: "Make cassettes of Python's recordings: llama-stack, vcrpy, pydantic-ai",
  description:
    'A second run changes nothing. A cassette that was changed since, or recorded\ninto, is left as it is. Exit code 1 where a recording could not be imported; the\nrest is.',
  examples: [
    ['tests/integration --to __cassettes__', 'a folder, at any depth'],
    ['recordings --to __cassettes__ --nulls keep', 'with the nulls that the Python SDK has added'],
  ],
  parameters: {
    flags: {
      json,
      to: { kind: 'parsed', parse: String, placeholder: 'folder', brief: 'Where the cassettes go' },
      nulls: {
        kind: 'enum',
        values: ['restore', 'keep', 'strip'],
        default: 'restore',
        brief: "What becomes of the Python SDK's nulls",
      },
      redact: { kind: 'boolean', default: true, brief: 'Keep secrets out' },
    },
    positional: { kind: 'tuple', parameters: [{ parse: String, placeholder: 'source', brief: 'A folder, or a file' }] },
  },
  load: () => import('../import/run.ts'),
})
