import { encodeUtf8 } from '../model/body.ts'
import { byteText } from './chunks.ts'

/** A text that is known to be secret, in one of the forms in which it may stand in a body. */
export interface SecretValue {
  readonly kind: string
  readonly text: string
  /** Base64: whatever of the same run stands around it belongs to it. */
  readonly encoded: boolean
}

export type Variables = Readonly<Record<string, string | undefined>>

const secretWord =
  /(?:^|_)(?:(?:API|AUTH|ACCESS|SECRET|PRIVATE)?KEYS?|(?:AUTH|ACCESS|API)?TOKEN|SECRETS?|PASSWORD|PASSWD|PASSPHRASE|PASS|CREDENTIALS?|PAT)(?:_|$)/
// Variables that say where a secret is, or what it is called.
const aboutSecret = /_(?:DIR|ENDPOINT|FILE|HOST|NAME|PATH|PORT|TYPE|URI|URL)$/
/** What is shorter is found in innocent texts. */
export const leastLength = 12

/** The values of variables with secret-looking names, in all the forms to search for, the longest first. */
export function secretValues(variables: Variables): SecretValue[] {
  const kinds = new Map<string, string>()
  for (const [name, value] of Object.entries(variables)) {
    if (value !== undefined && isSecretVariable(name, value) && !kinds.has(value)) kinds.set(value, kindOf(name))
  }
  return [...kinds].sort(([a], [b]) => b.length - a.length).flatMap(([value, kind]) => formsOf(value, kind))
}

function isSecretVariable(name: string, value: string): boolean {
  // `apiKey` as npm and others write it is `API_KEY`.
  const words = name
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .replaceAll(/[^A-Za-z0-9]+/g, '_')
    .toUpperCase()
  return secretWord.test(words) && !aboutSecret.test(words) && isSecretValue(value)
}

function isSecretValue(value: string): boolean {
  if (value.length < leastLength || new Set(value).size < 5) return false
  // A path, a URL, a number, a template.
  if (/^(?:[A-Za-z]:|~|\.{1,2})?[\\/][\w.@ -]*[\\/]/.test(value) && !/[+=]/.test(value)) return false
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(value) || /^[\d.,:\s-]+$/.test(value) || /^[<{$%]/.test(value)) return false
  if (value.includes('respool-redacted-')) return false
  return !value
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .every((word) => commonWords.has(word) || /^\d{0,4}$/.test(word))
}

// Of which stand-ins for secrets are made. A value of nothing else is found in innocent texts, and gives nothing away.
const commonWords = new Set(
  `a abc account admin anything api application auth change changeme client credential credentials default demo dev development disabled do dummy
  empty enabled env environment example fake false for foo bar baz here insert invalid is key keys local localhost me missing mock my no none not null openai
  pass password placeholder please private prod production public real replace replay required respool sample secret secrets server service set sk staging
  string super supersecret sure test testing the this token tokens true undefined unset use user value xxx you your`.split(/\s+/),
)

function kindOf(name: string): string {
  const words = name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
  return words === '' ? 'env' : `env-${words}`
}

function formsOf(value: string, kind: string): SecretValue[] {
  const utf8 = encodeUtf8(value)
  const bytes = String.fromCharCode(...utf8)
  // As text, as the bytes that percent-encoding gives, and as the text that stands for a response's bytes.
  const plain = new Set([value, bytes, byteText([utf8])])
  const base64 = [0, 1, 2].map((shift) => stableBase64(bytes, shift))
  const url = base64.map((form) => form.replaceAll('+', '-').replaceAll('/', '_'))
  return [
    ...[...plain].map((text) => ({ kind, text, encoded: false })),
    ...[...new Set([...base64, ...url])].map((text) => ({ kind, text, encoded: true })),
  ]
}

/** What is in the base64 of every text that holds these bytes so many bytes behind a multiple of three, whatever stands around them. */
function stableBase64(bytes: string, shift: number): string {
  const encoded = btoa('\0'.repeat(shift) + bytes)
  const first = [0, 2, 3][shift]!
  const last = [0, 3, 2][(shift + bytes.length) % 3]!
  return encoded.slice(first, encoded.length - last)
}
