import { RespoolError } from '../model/errors.ts'
import type { ApiProfile } from '../model/profile.ts'
import { secretValues, type SecretValue, type Variables } from './environment.ts'
import { ownNames } from './names.ts'
import type { RedactOptions, SecretPattern } from './options.ts'
import { secretPatterns, type KnownShape } from './patterns.ts'

/** {@link RedactOptions} and a profile, made ready: whole sets, global expressions. */
export interface RedactRules {
  readonly requestHeaders: ReadonlySet<string>
  readonly responseHeaders: ReadonlySet<string>
  readonly patterns: readonly (SecretPattern & Partial<KnownShape>)[]
  /** What the environment holds that must not be stored. It is read when first asked: a replay that finds everything never needs it. */
  readonly values: () => readonly SecretValue[]
  /** The user's own field names. */
  readonly fields: ReadonlyMap<string, string>
}

/**
 * Undefined where nothing is to be redacted.
 *
 * @throws RespoolError `invalid-option`
 */
export function redactRules(options: RedactOptions | false = {}, profile: ApiProfile, variables: Variables = {}): RedactRules | undefined {
  if (options === false) return undefined
  checkNames(options)
  const more = (options.keepHeaders ?? []).map((name) => name.toLowerCase())
  return {
    requestHeaders: new Set([...profile.keepHeaders.request, ...more]),
    responseHeaders: new Set([...profile.keepHeaders.response, ...more]),
    patterns: [...secretPatterns, ...(options.patterns ?? []).map(checked).map(global)],
    values: once(() => (options.environment === false ? [] : secretValues(variables))),
    fields: ownNames(options.fields ?? []),
  }
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined
  return () => (made ??= { value: make() }).value
}

const optionNames = Object.keys({
  keepHeaders: true,
  patterns: true,
  fields: true,
  environment: true,
} satisfies { [Name in keyof Required<RedactOptions>]: true })

// A misspelt option would leave a secret in place without a word.
function checkNames(options: RedactOptions): void {
  const unknown = Object.keys(options).find((name) => !optionNames.includes(name))
  if (unknown === undefined) return
  const expected = optionNames.join(', ')
  throw new RespoolError('invalid-option', `${JSON.stringify(unknown)} is no option of \`redact\`. There are: ${expected}.`, {
    option: 'redact',
    value: unknown,
    expected,
  })
}

function checked(given: SecretPattern): SecretPattern {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given.kind)) return given
  const expected = 'lower-case letters, digits and hyphens'
  throw new RespoolError('invalid-option', `redact.patterns has the kind ${JSON.stringify(given.kind)}. A kind is made of ${expected}.`, {
    option: 'redact.patterns',
    value: given.kind,
    expected,
  })
}

function global({ kind, pattern }: SecretPattern): SecretPattern {
  return { kind, pattern: new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`) }
}
