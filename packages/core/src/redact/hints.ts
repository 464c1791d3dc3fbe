import type { KnownShape } from './patterns.ts'

interface Hint {
  readonly text: string
  /** Where in it the pair of characters ends by which it is looked for. */
  readonly pairEnd: number
  readonly shapes: KnownShape[]
}

/** Of these shapes, those of which a text has a hint. It is gone through once, however many shapes there are: looking for each by itself takes many times longer. */
export function createHintSearch(shapes: readonly KnownShape[]): (text: string) => readonly KnownShape[] {
  const pairs = new Uint8Array(1 << 14)
  const hintsOf = new Map<number, Hint[]>()
  for (const hint of hintsIn(shapes)) {
    const pair = (hint.text.charCodeAt(hint.pairEnd - 1) << 7) | hint.text.charCodeAt(hint.pairEnd)
    pairs[pair] = 1
    hintsOf.set(pair, [...(hintsOf.get(pair) ?? []), hint])
  }

  return (text) => {
    const found = new Set<KnownShape>()
    let pair = 0
    for (let index = 0; index < text.length; index++) {
      // A character beyond ASCII may look like a pair, which the comparison finds out.
      pair = ((pair << 7) | text.charCodeAt(index)) & 0x3fff
      if (pairs[pair] === 0) continue
      for (const hint of hintsOf.get(pair)!)
        if (text.startsWith(hint.text, index - hint.pairEnd)) for (const each of hint.shapes) found.add(each)
    }
    return found.size === 0 ? none : shapes.filter((each) => found.has(each))
  }
}

const none: readonly KnownShape[] = []

function hintsIn(shapes: readonly KnownShape[]): Iterable<Hint> {
  const hints = new Map<string, Hint>()
  for (const shape of shapes) {
    for (const text of shape.hints) {
      const hint = hints.get(text)
      if (hint) hint.shapes.push(shape)
      else hints.set(text, { text, pairEnd: rarestPair(text), shapes: [shape] })
    }
  }
  return hints.values()
}

/** Prose is made of small letters and spaces. */
function rarestPair(hint: string): number {
  const rarity = (at: number): number => (/[a-z ]/.test(hint[at]!) ? 0 : 1)
  let best = 1
  for (let end = 2; end < hint.length; end++) if (rarity(end - 1) + rarity(end) > rarity(best - 1) + rarity(best)) best = end
  return best
}
