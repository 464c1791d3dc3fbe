/** A shape that only a secret has. */
export interface SecretPattern {
  /** Names the placeholder, `respool-redacted-<kind>`: lower-case letters, digits and hyphens. */
  readonly kind: string
  /** Matches the secret alone, nothing around it. */
  readonly pattern: RegExp
}

export interface RedactOptions {
  /** Headers to store beside those that are kept anyway. Their values are still searched for secrets. */
  readonly keepHeaders?: readonly string[]
  /** Shapes to search for beside the known ones. */
  readonly patterns?: readonly SecretPattern[]
}

/** What was redacted, and where: never the value. */
export interface Redaction {
  readonly kind: string
  /** Such as `request body` or `response header Location`. */
  readonly place: string
  readonly count: number
}
