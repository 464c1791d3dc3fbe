import { RespoolError } from '../model/errors.ts'
import type { ApiProfile } from '../model/profile.ts'
import type { RedactOptions, SecretPattern } from './options.ts'
import { secretPatterns } from './patterns.ts'

/** {@link RedactOptions} and a profile, made ready: whole sets, global expressions. */
export interface RedactRules {
  readonly requestHeaders: ReadonlySet<string>
  readonly responseHeaders: ReadonlySet<string>
  readonly patterns: readonly SecretPattern[]
}

/** Undefined where nothing is to be redacted. */
export function redactRules(options: RedactOptions | false = {}, profile: ApiProfile): RedactRules | undefined {
  if (options === false) return undefined
  const more = (options.keepHeaders ?? []).map((name) => name.toLowerCase())
  return {
    requestHeaders: new Set([...profile.keepHeaders.request, ...more]),
    responseHeaders: new Set([...profile.keepHeaders.response, ...more]),
    patterns: [...secretPatterns, ...(options.patterns ?? []).map(checked)].map(global),
  }
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
