import { RespoolError, type RedactCassetteOptions } from '@respool/core'
import type { SecretFlags } from './flags.ts'
import type { Terminal } from '../terminal/terminal.ts'

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
