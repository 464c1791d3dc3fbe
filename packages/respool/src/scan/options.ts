import { RespoolError, type RedactCassetteOptions } from '@respool/core'
import type { Terminal } from '../terminal/terminal.ts'

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

/** @throws RespoolError `invalid-option` */
export function secretOptions({ field = [], pattern = [], environment }: SecretFlags, { env }: Terminal): RedactCassetteOptions {
  return { fields: field, patterns: pattern.map(patternOf), environment, variables: env }
}

function patternOf(given: string): { kind: string; pattern: RegExp } {
  const expected = 'a kind and a regular expression, such as badge=badge-\\d{6}'
  const equals = given.indexOf('=')
  try {
    if (equals < 1) throw new SyntaxError('there is no =')
    return { kind: given.slice(0, equals), pattern: new RegExp(given.slice(equals + 1)) }
  } catch (error) {
    const message = `--pattern ${given} cannot be used: ${(error as Error).message}. It is ${expected}.`
    throw new RespoolError('invalid-option', message, { option: 'pattern', value: given, expected })
  }
}
