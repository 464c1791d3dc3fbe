import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deriveChunks } from './boundaries.ts'

test('events are found in the text where they are found in the bytes', () => {
  const headers = [['Content-Type', 'text/event-stream']] as const
  const pieces = fc.constantFrom('data: x', 'é', '😀', '\n', '\n\n', '\r', '\r\n', ': ')
  fc.assert(
    fc.property(fc.array(pieces), (list) => {
      const text = list.join('')
      const body = new TextEncoder().encode(text)
      expect(deriveChunks(body, headers, text)).toEqual(deriveChunks(body, headers))
    }),
  )
})
