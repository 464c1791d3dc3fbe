/** Where a name stands: in a request's own query `key` is a key, in JSON it may be anything. */
export type NameWhere = 'query' | 'field'

// What a name may be, as written in placeholders. Each also counts at the end of a longer name (`openai_api_key`, `db-password`), except those of `alone`.
const names = [
  'access-key',
  'access-token',
  'account-key',
  'api-key',
  'api-secret',
  'api-token',
  'auth-token',
  'authorization',
  'bearer-token',
  'client-secret',
  'credential',
  'id-token',
  'passphrase',
  'password',
  'private-key',
  'refresh-token',
  'secret',
  'secret-access-key',
  'secret-key',
  'security-token',
  'session-token',
  'signing-key',
  'subscription-key',
  'webhook-secret',
]
const alone = ['cookie', 'passwd', 'pwd', 'set-cookie']
const inQueries = ['key', 'sig', 'signature', 'x-amz-credential', 'x-amz-signature', 'x-goog-credential', 'x-goog-signature']
// Words with other meanings: a `token` is a piece of text to a model, a `credential` may be an object's name. Their values must look like one.
const doubtful = ['credential', 'token']

const plain = (name: string) => name.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
const byPlain = new Map([...names, ...alone, ...doubtful].map((name) => [plain(name), name]))
const byPlainInQuery = new Map(inQueries.map((name) => [plain(name), name]))
// Longest first, so that a client_secret is that and no secret.
const endings = [...names].sort((a, b) => b.length - a.length).map((name) => [plain(name), name] as const)

/** The kind of secret that the value of this name is; undefined where it is none, as far as the name tells. */
export function secretName(name: string, value: string, where: NameWhere, more: ReadonlyMap<string, string>): string | undefined {
  return secretOf(nameKind(name, where, more), value)
}

/** What a name tells of its values. */
export interface NameKind {
  readonly kind: string
  /** Whether they must look like secrets, too. */
  readonly random: boolean
}

/** Undefined for a name whose values are no secrets. */
export function nameKind(name: string, where: NameWhere, more: ReadonlyMap<string, string>): NameKind | undefined {
  if (name.length > 100) return undefined
  const short = plain(name)
  const own = more.get(short)
  if (own !== undefined) return { kind: `field-${own}`, random: false }
  const known =
    byPlain.get(short) ??
    (where === 'query' ? byPlainInQuery.get(short) : undefined) ??
    endings.find(([ending]) => short.endsWith(ending))?.[1]
  if (known === undefined) return short.endsWith('token') ? { kind: 'field-token', random: true } : undefined
  return { kind: `field-${known}`, random: doubtful.includes(known) }
}

/** The kind of secret that a value of such a name is. */
export function secretOf(name: NameKind | undefined, value: string): string | undefined {
  return name === undefined || !isValue(value) || (name.random && !looksRandom(value)) ? undefined : name.kind
}

/** The user's own names, ready for {@link secretName}. */
export function ownNames(fields: readonly string[]): ReadonlyMap<string, string> {
  return new Map(
    fields.map((name) => [
      plain(name),
      name
        .toLowerCase()
        .replaceAll(/[^a-z0-9]+/g, '-')
        .replaceAll(/^-|-$/g, ''),
    ]),
  )
}

/** Long, of one word, with letters and digits: no piece of prose. */
function looksRandom(value: string): boolean {
  return value.length >= 16 && /^[A-Za-z0-9._~+/=:|-]+$/.test(value) && /[0-9]/.test(value) && /[A-Za-z]/.test(value)
}

// What stands for a value and is none: templates, masks, type names in schemas.
const standIn = /^(?:[*•.xX_-]{3,}|<.*>|\[.*\]|\{.*\}|\$.*|%.*%|redacted|true|false|null|none|nil|undefined|string|bearer|basic)$/i

function isValue(value: string): boolean {
  return value !== '' && !value.includes('respool-redacted-') && !(value.length <= 64 && standIn.test(value))
}
