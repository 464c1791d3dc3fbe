import { RespoolError } from '../model/errors.ts'
import { explainAll } from '../report/miss.ts'
import type { Summary } from './contract.ts'
import { describeSecrets, type SecretFound } from './secrets.ts'

/** The gravest first: a secret in the answers, a request without an answer, an answer that nobody asked for. */
export function failureOf(
  { cassette, misses, unused }: Pick<Summary, 'cassette' | 'misses' | 'unused'>,
  secrets: readonly SecretFound[],
  strict: boolean,
): RespoolError | undefined {
  const [first] = misses
  const [secret] = secrets
  if (secret) {
    const message = [describeSecrets(cassette, secrets), explainAll(misses)].filter((text) => text !== '').join('\n\n')
    return new RespoolError('secret-found', message, { cassette, kind: secret.kind, place: secret.place, interactions: secrets })
  }
  if (first) return new RespoolError('miss', explainAll(misses), first.details)
  if (!strict || unused.length === 0) return undefined
  const which = unused.length === 1 ? `interaction ${unused[0]} was` : `interactions ${unused.join(', ')} were`
  const message = `${cassette}: ${which} never played. Delete what is no longer asked for, or leave out \`strict\`.`
  return new RespoolError('unused', message, { cassette, interactions: unused })
}
