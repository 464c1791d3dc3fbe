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

const kindHere = /[a-z0-9]+(?:-[a-z0-9]+)*/y

/** Undefined where the text holds none. */
export function splitPlaceholders(text: string): PlaceholderParts | undefined {
  const literals: string[] = []
  const kinds: string[] = []
  let position = 0
  // By looking for the prefix rather than by one expression: texts are long, placeholders few.
  for (let at = text.indexOf(prefix); at !== -1; at = text.indexOf(prefix, Math.max(position, at + 1))) {
    kindHere.lastIndex = at + prefix.length
    const kind = kindHere.exec(text)?.[0]
    if (kind === undefined) continue
    literals.push(text.slice(position, at))
    kinds.push(kind)
    position = kindHere.lastIndex
  }
  return kinds.length === 0 ? undefined : { literals: [...literals, text.slice(position)], kinds }
}
