/** A shape that only a secret has. */
export interface SecretPattern {
  /** Names the placeholder, `respool-redacted-<kind>`: lower-case letters, digits and hyphens. */
  readonly kind: string
  /** Matches the secret alone, nothing around it. */
  readonly pattern: RegExp
}

/** What is kept out of a cassette, beside what always is. */
export interface RedactOptions {
  /** Headers to store beside those that are kept anyway. Their values are still searched for secrets. */
  readonly keepHeaders?: readonly string[]
  /** Shapes to search for beside the known ones. */
  readonly patterns?: readonly SecretPattern[]
  /** Names beside the known ones whose values are secret, in queries, JSON, forms and multipart bodies. Case, `-` and `_` do not matter. */
  readonly fields?: readonly string[]
  /** Search for the values of secret-looking environment variables too? Default: yes. */
  readonly environment?: boolean
}

/** What was redacted, and where: never the value. */
export interface Redaction {
  readonly kind: string
  /** Such as `query key`, `request body /messages/0/content` or `response header Location`. */
  readonly place: string
  readonly count: number
}

/** Why an interaction cannot be stored: a secret in it cannot be replaced without changing the stream. */
export interface Refusal {
  readonly kind: string
  /** Such as `response body /choices/0/delta/content`. */
  readonly place: string
}
