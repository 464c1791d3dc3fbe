// By itself, for it is loaded with the help.

/** The flags of every command that looks for secrets. */
export type SecretFlags = {
  readonly field?: readonly string[]
  readonly pattern?: readonly string[]
  readonly environment: boolean
}

const repeated = { kind: 'parsed', parse: String, optional: true, variadic: true } as const

export const secretFlags = {
  field: { ...repeated, placeholder: 'name', brief: 'A name whose values are secret, beside the known ones' },
  pattern: { ...repeated, placeholder: 'kind=regex', brief: 'A shape to look for, beside the known ones' },
  environment: {
    kind: 'boolean',
    default: true,
    brief: 'Look for the values of secret-looking environment variables too',
  },
} as const
