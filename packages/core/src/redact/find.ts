import { isPlaceholder, placeholder } from '../model/placeholder.ts'

/** A secret's place in a text, as UTF-16 offsets. */
export interface Find {
  readonly kind: string
  readonly start: number
  readonly end: number
}

/**
 * Finds in order, none overlapping another: what overlaps becomes one, so that no part of a secret is left over. Its kind is that of the longest;
 * of equally long ones, that which was found first, so shapes are to be given before values and values before names.
 */
export function mergeFinds(text: string, finds: readonly Find[]): Find[] {
  const merged: { kind: string; start: number; end: number; longest: number }[] = []
  for (const { kind, start, end } of finds.toSorted((a, b) => a.start - b.start)) {
    // What was redacted once is not redacted again.
    if (end <= start || isPlaceholder(text, start)) continue
    const last = merged.at(-1)
    if (!last || start >= last.end) {
      merged.push({ kind, start, end, longest: end - start })
      continue
    }
    last.end = Math.max(last.end, end)
    if (end - start > last.longest) Object.assign(last, { kind, longest: end - start })
  }
  return wholeTokens(text, merged)
}

function wholeTokens(text: string, finds: readonly Find[]): Find[] {
  const whole: Find[] = []
  let position = 0
  for (const { kind, start, end } of finds) {
    // Begun in the word of the one before: it is that one's, with all that is left of it.
    if (start < position) {
      if (end <= position) continue
      position = tokenEnd(text, end)
      whole.push({ ...whole.pop()!, end: position })
      continue
    }
    position = tokenEnd(text, end)
    whole.push({ kind, start, end: position })
  }
  return whole
}

const inToken = /[A-Za-z0-9_-]*/y

// A placeholder must not run into what follows it: replay could not tell where it ends. So a secret takes the rest of its word with it.
function tokenEnd(text: string, end: number): number {
  if (!/[A-Za-z0-9_-]/.test(text[end] ?? ' ')) return end
  inToken.lastIndex = end
  return end + inToken.exec(text)![0].length
}

/** The text with a placeholder in the place of every find. */
export function replaceFinds(text: string, finds: readonly Find[]): string {
  let replaced = ''
  let position = 0
  for (const { kind, start, end } of finds) {
    replaced += text.slice(position, start) + placeholder(kind)
    position = end
  }
  return position === 0 ? text : replaced + text.slice(position)
}
