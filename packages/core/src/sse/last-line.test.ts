import { describe, expect, test } from 'vitest'
import { openaiProfile } from '../model/profile.ts'
import { hasEnded } from './end.ts'
import { hasLastLine } from './last-line.ts'

const lines = { headers: [['Content-Type', 'application/x-ndjson']] as const }

describe.each([
  ['the last line', '{"a":1}\n{"message":{"content":""},"done":true}\n', true],
  ['it alone', '{"done":true}\n', true],
  ['CRLF', '{"a":1}\r\n{"done":true}\r\n', true],
  ['its end has not come', '{"a":1}\n{"done":true}', false],
  ['only the last one counts', '{"done":true}\n{"a":1}\n', false],
  ['a line on its way', '{"done":false}\n', false],
  ['what merely says so', '{"text":"\\"done\\":true"}\n', false],
  ['what holds it further in', '{"a":{"done":true}}\n', false],
  ['no JSON', 'done\n', false],
  ['no object', 'true\n', false],
  ['no line', '\n', false],
  ['nothing', '', false],
])('%s', (_, text, want) => {
  const bytes = new TextEncoder().encode(text)
  const whole = [bytes]
  const single = Array.from(bytes, (_byte, index) => bytes.subarray(index, index + 1))

  test.each([
    ['whole', whole],
    ['a byte a chunk', single],
  ])('%s', (_how, chunks) => {
    expect(hasLastLine(lines, chunks, openaiProfile)).toBe(want)
    expect(hasEnded(lines, chunks, openaiProfile)).toBe(want)
  })
})

test('what is no stream of lines has no last line', () => {
  const chunks = [new TextEncoder().encode('{"done":true}\n')]
  expect(hasLastLine({ headers: [['content-type', 'application/json']] }, chunks, openaiProfile)).toBe(false)
  expect(hasLastLine(undefined, chunks, openaiProfile)).toBe(false)
})
