import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createHintSearch } from './hints.ts'
import { secretPatterns } from './patterns.ts'

test('what is found is what looking for each hint by itself finds', () => {
  const search = createHintSearch(secretPatterns)
  const hint = fc.constantFrom(...secretPatterns.flatMap(({ hints }) => hints))
  // Beginnings and ends of hints, and characters that look like them in their last seven bits.
  const part = fc.tuple(hint, fc.nat(15), fc.nat(15)).map(([text, from, to]) => text.slice(from % text.length, 1 + (to % text.length)))
  const lookalike = hint.map((text) => Array.from(text, (each) => String.fromCharCode(each.charCodeAt(0) + 0x4080)).join(''))
  const texts = fc.array(fc.oneof(hint, part, lookalike, fc.string({ unit: 'binary', maxLength: 3 })), { maxLength: 12 })
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('')
      expect(search(text)).toEqual(secretPatterns.filter(({ hints }) => hints.some((each) => text.includes(each))))
    }),
    { numRuns: 500 },
  )
})
