/** What stands in a cassette where a secret stood. */
export function placeholder(kind: string): string {
  return `respool-redacted-${kind}`
}

export function hasPlaceholder(text: string): boolean {
  return text.includes('respool-redacted-')
}
