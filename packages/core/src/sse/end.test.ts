import { expect, test } from 'vitest'
import { openaiProfile } from '../model/profile.ts'
import { hasEnded } from './end.ts'

const eventStream = { headers: [['Content-Type', 'text/event-stream; charset=utf-8']] as const }

test.each([
  ['chat completions', 'data: {"a":1}\n\ndata: [DONE]\n\n', true],
  ['CRLF', 'data: {"a":1}\r\n\r\ndata: [DONE]\r\n\r\n', true],
  ['no space behind the colon', 'data:[DONE]\n\n', true],
  ['responses', 'event: response.completed\ndata: {"type":"response.completed"}\n\n', true],
  ['messages', 'event: message_stop\ndata: {"type":"message_stop"}\n\n', true],
  ['a comment behind it', 'data: [DONE]\n\n: bye\n\n', true],
  ['no blank line yet', 'data: {"a":1}\n\ndata: [DONE]\n', false],
  ['only the last event counts', 'data: [DONE]\n\ndata: {"a":1}\n\n', false],
  ['what merely says so', 'data: {"text":"[DONE]"}\n\n', false],
  ['an event on its way', 'event: response.created\ndata: {}\n\n', false],
  ['nothing', '', false],
])('%s', (_, text, want) => {
  const bytes = new TextEncoder().encode(text)
  const cut = Math.floor(bytes.length / 2)
  expect(hasEnded(eventStream, [bytes], openaiProfile)).toBe(want)
  expect(hasEnded(eventStream, [bytes.subarray(0, cut), bytes.subarray(cut)], openaiProfile)).toBe(want)
})

test('what is no event stream has no last event', () => {
  const bytes = new TextEncoder().encode('data: [DONE]\n\n')
  expect(hasEnded({ headers: [['content-type', 'text/plain']] }, [bytes], openaiProfile)).toBe(false)
  expect(hasEnded(undefined, [bytes], openaiProfile)).toBe(false)
})
