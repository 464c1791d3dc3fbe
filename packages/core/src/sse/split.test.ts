import fc from 'fast-check'
import { expect, test } from 'vitest'
import { splitEvents, splitLines } from './split.ts'

const encode = (text: string): Uint8Array => new TextEncoder().encode(text)
const decode = (pieces: readonly Uint8Array[]): string[] => pieces.map((piece) => new TextDecoder().decode(piece))

test.each<[name: string, given: string, want: string[]]>([
  ['nothing', '', []],
  ['two events with LF', 'data: a\n\ndata: b\n\n', ['data: a\n\n', 'data: b\n\n']],
  ['two events with CRLF', 'data: a\r\n\r\ndata: b\r\n\r\n', ['data: a\r\n\r\n', 'data: b\r\n\r\n']],
  ['two events with CR', 'data: a\r\rdata: b\r\r', ['data: a\r\r', 'data: b\r\r']],
  ['an event of several lines', 'event: x\ndata: a\ndata: b\n\n', ['event: x\ndata: a\ndata: b\n\n']],
  ['a line end of each kind', 'data: a\r\n\ndata: b\n\r\ndata: c\r\r\n', ['data: a\r\n\n', 'data: b\n\r\n', 'data: c\r\r\n']],
  ['a comment is an event of its own', ': ping\n\ndata: a\n\n', [': ping\n\n', 'data: a\n\n']],
  ['an event that was cut off', 'data: a\n\ndata: {"b', ['data: a\n\n', 'data: {"b']],
  ['blank lines before an event belong to it', '\n\ndata: a\n\n\ndata: b\n\n', ['\n\ndata: a\n\n', '\ndata: b\n\n']],
  ['blank lines at the end', 'data: a\n\n\n\n', ['data: a\n\n', '\n\n']],
])('events: %s', (_, given, want) => {
  expect(decode(splitEvents(encode(given)))).toEqual(want)
})

test.each<[name: string, given: string, want: string[]]>([
  ['nothing', '', []],
  ['lines with LF and CRLF', '{"a":1}\n{"b":2}\r\n', ['{"a":1}\n', '{"b":2}\r\n']],
  ['a line that was cut off', '{"a":1}\n{"b', ['{"a":1}\n', '{"b']],
  ['empty lines', '\n\n', ['\n', '\n']],
])('lines: %s', (_, given, want) => {
  expect(decode(splitLines(encode(given)))).toEqual(want)
})

test('the pieces are views, and together they are the input', () => {
  const bytes = fc.array(fc.constantFrom(0x0a, 0x0d, 0x61, 0x3a, 0xff), { maxLength: 60 }).map((codes) => Uint8Array.from(codes))
  fc.assert(
    fc.property(bytes, fc.constantFrom(splitEvents, splitLines), (input, split) => {
      const pieces = split(input)
      expect(pieces.flatMap((piece) => [...piece])).toEqual([...input])
      expect(pieces.every((piece) => piece.length > 0 && piece.buffer === input.buffer)).toBe(true)
    }),
  )
})

test('events are those of a reader that looks at every line', () => {
  const text = fc.array(fc.constantFrom('\n', '\r', '\r\n', 'a'), { maxLength: 40 }).map((parts) => parts.join(''))
  fc.assert(
    fc.property(text, (input) => {
      const want: string[] = []
      let event = ''
      for (const line of input.match(/[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$/g) ?? []) {
        const ends = /^[\r\n]/.test(line) && /[^\r\n]/.test(event)
        event += line
        if (ends) want.push(event)
        if (ends) event = ''
      }
      if (event !== '') want.push(event)
      expect(decode(splitEvents(encode(input)))).toEqual(want)
    }),
  )
})
