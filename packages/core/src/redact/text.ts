import { placeholder } from '../model/placeholder.ts'
import type { SecretPattern } from './options.ts'

/** A secret's place in a text, as UTF-16 offsets. */
export interface Find {
  readonly kind: string
  readonly start: number
  readonly end: number
}

/** The secrets in a text, in order, none overlapping another. */
export function findSecrets(text: string, patterns: readonly SecretPattern[]): Find[] {
  const finds: Find[] = []
  for (const { kind, pattern } of patterns) {
    for (const match of text.matchAll(pattern)) {
      const find = { kind, start: match.index, end: match.index + match[0].length }
      if (find.end > find.start && !finds.some((other) => find.start < other.end && other.start < find.end)) finds.push(find)
    }
  }
  return finds.sort((a, b) => a.start - b.start)
}

/** The text with a placeholder in the place of every secret. */
export function redactText(text: string, patterns: readonly SecretPattern[], onFind?: (kind: string) => void): string {
  let redacted = ''
  let position = 0
  for (const { kind, start, end } of findSecrets(text, patterns)) {
    redacted += text.slice(position, start) + placeholder(kind)
    position = end
    onFind?.(kind)
  }
  return position === 0 ? text : redacted + text.slice(position)
}
