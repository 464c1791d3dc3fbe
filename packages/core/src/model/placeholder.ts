const prefix = 'respool-redacted-'

/** What stands in a cassette where a secret stood. Kinds are lower-case words joined by hyphens. */
export function placeholder(kind: string): string {
  return prefix + kind
}

export function hasPlaceholder(text: string): boolean {
  return text.includes(prefix)
}

/** Whether a placeholder begins here. */
export function isPlaceholder(text: string, offset: number): boolean {
  return text.startsWith(prefix, offset)
}

/** A text around its placeholders: one more literal than there are kinds. */
export interface PlaceholderParts {
  readonly literals: readonly string[]
  readonly kinds: readonly string[]
}

/** Undefined where the text holds none. */
export function splitPlaceholders(text: string): PlaceholderParts | undefined {
  if (!hasPlaceholder(text)) return undefined
  // Splitting by an expression with a group leaves what it caught at every odd place.
  const parts = text.split(/respool-redacted-([a-z0-9]+(?:-[a-z0-9]+)*)/)
  if (parts.length === 1) return undefined
  return { literals: parts.filter((_, index) => index % 2 === 0), kinds: parts.filter((_, index) => index % 2 === 1) }
}
