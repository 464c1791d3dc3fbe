import { checkList, checkNames, invalidOption, isText, show } from '../model/options.ts'
import type { ApiProfile } from '../model/profile.ts'
import { secretValues, type SecretValue, type Variables } from './environment.ts'
import { createHintSearch } from './hints.ts'
import { ownNames } from './names.ts'
import type { RedactOptions, SecretPattern } from './options.ts'
import { secretPatterns } from './patterns.ts'

/** {@link RedactOptions} and a profile, made ready: whole sets, global expressions. */
export interface RedactRules {
  readonly requestHeaders: ReadonlySet<string>
  readonly responseHeaders: ReadonlySet<string>
  /** Those that a text may match. */
  readonly patterns: (text: string) => readonly SecretPattern[]
  /** What the environment holds that must not be stored. It is read when first asked: a replay that finds everything never needs it. */
  readonly values: () => readonly SecretValue[]
  /** The user's own field names. */
  readonly fields: ReadonlyMap<string, string>
}

/**
 * Undefined where nothing is to be redacted.
 *
 * @param matched request headers that are compared, and must therefore be stored
 * @throws RespoolError `invalid-option`
 */
export function redactRules(
  options: RedactOptions | false = {},
  profile: ApiProfile,
  variables: Variables = {},
  matched: readonly string[] = [],
): RedactRules | undefined {
  if (options === false) return undefined
  // A misspelt option would leave a secret in place without a word.
  checkNames('redact', options, optionNames)
  const { keepHeaders = [], patterns = [] } = options
  checkList('redact.keepHeaders', keepHeaders, "headers' names", isText)
  checkList('redact.patterns', patterns, "objects such as { kind: 'badge', pattern: /badge-\\d{6}/ }", isPattern)
  checkList('redact.fields', options.fields ?? [], "fields' names", isText)
  checkMatched(matched)
  const own = patterns.map(checked).map(global)
  const more = keepHeaders.map((name) => name.toLowerCase())
  return {
    requestHeaders: new Set([...profile.keepHeaders.request, ...more, ...matched]),
    responseHeaders: new Set([...profile.keepHeaders.response, ...more]),
    patterns: own.length === 0 ? hinted : (text) => [...hinted(text), ...own],
    values: once(() => (options.environment === false ? [] : secretValues(variables))),
    fields: ownNames(options.fields ?? []),
  }
}

const hinted = /* @__PURE__ */ createHintSearch(secretPatterns)

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

function isPattern(value: unknown): boolean {
  const { kind, pattern } = (value ?? {}) as Partial<SecretPattern>
  return typeof kind === 'string' && pattern instanceof RegExp
}

function checked(given: SecretPattern): SecretPattern {
  if (/^[a-z0-9]+(-[a-z0-9]+)*$/.test(given.kind)) return given
  const expected = 'lower-case letters, digits and hyphens'
  throw invalidOption(
    'redact.patterns',
    given.kind,
    expected,
    `redact.patterns has the kind ${show(given.kind)}. A kind is made of ${expected}.`,
  )
}

function checkMatched(names: readonly string[]): void {
  const secret = names.find((name) => /^(proxy-)?authorization$|^cookie$|api-?key/.test(name))
  if (secret === undefined) return
  const expected = 'headers that may be stored'
  throw invalidOption(
    'match.headers',
    secret,
    expected,
    `match.headers names ${secret}, whose value is a secret and is never stored. It takes ${expected}.`,
  )
}

function global({ kind, pattern }: SecretPattern): SecretPattern {
  return { kind, pattern: new RegExp(pattern.source, pattern.flags.includes('g') ? pattern.flags : `${pattern.flags}g`) }
}
