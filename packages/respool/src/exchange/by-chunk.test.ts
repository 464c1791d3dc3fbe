import { chatRequest, interactionOf } from '@respool/testkit'
import { expect, test } from 'vitest'
import { piecesByChunk } from './by-chunk.ts'

const sse = 'text/event-stream'
const delta = (text: string) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content: text } }] })}`

test.each<[string, string, readonly string[], readonly string[]]>([
  ['an event a chunk', sse, [`${delta('Olá')}\n\n`, 'data: [DONE]\n\n'], ['text Olá', 'note [DONE]']],
  ['two events in one', sse, [`${delta('O')}\n\n${delta('lá')}\n\n`], ['text O + text lá']],
  ['an event in two is there with the second', sse, [delta('Olá').slice(0, 20), `${delta('Olá').slice(20)}\n\n`], ['note …', 'text Olá']],
  ['split between its line feeds', sse, [`${delta('Olá')}\n`, '\n'], ['note …', 'text Olá']],
  ['ended by CR LF', sse, [`${delta('Olá')}\r\n\r\n`], ['text Olá']],
  ['a comment', sse, [': keep-alive\n\n'], ['note : keep-alive']],
  [
    'lines',
    'application/x-ndjson',
    ['{"message":{"content":"O"},"done":false}\n{"mess', 'age":{"content":"lá"},"done":true,"done_reason":"stop"}\n'],
    ['text O', 'text lá + note stop'],
  ],
  ['no stream is quoted', 'application/json', ['{"a":\n  1}'], ['note {"a": 1}']],
])('%s', (_, type, chunks, want) => {
  expect(spelled(type, chunks)).toEqual(want)
})

test('bytes that are no text', () => {
  expect(spelled('audio/mpeg', [new Uint8Array([255, 251, 144])])).toEqual(['note (bytes)'])
})

test.each([
  ["Anthropic's text", { type: 'content_block_delta', delta: { type: 'text_delta', text: 'a' } }, 'text a'],
  ["Anthropic's thought", { type: 'content_block_delta', delta: { type: 'thinking_delta', thinking: 'a' } }, 'reasoning a'],
  ["Anthropic's call", { type: 'content_block_start', content_block: { type: 'tool_use', name: 'add' } }, 'call add'],
  ['a piece of its input', { type: 'content_block_delta', delta: { type: 'input_json_delta', partial_json: '{"a"' } }, 'input {"a"'],
  ['its end', { type: 'message_delta', delta: { stop_reason: 'end_turn' } }, 'note end_turn'],
  ["a response's text", { type: 'response.output_text.delta', delta: 'a' }, 'text a'],
  ["a response's arguments", { type: 'response.function_call_arguments.delta', delta: '{' }, 'input {'],
  ["a response's call", { type: 'response.output_item.added', item: { type: 'function_call', name: 'add' } }, 'call add'],
  ['any other event by its name', { type: 'response.created', response: {} }, 'note response.created'],
  [
    "Gemini's",
    { candidates: [{ content: { parts: [{ text: 'a' }, { functionCall: { name: 'add', args: {} } }] } }] },
    'text a + call add + input {}',
  ],
  ["Bedrock's", { contentBlockDelta: { delta: { text: 'a' } } }, 'text a'],
  ['a count of tokens', { choices: [], usage: { prompt_tokens: 1 } }, 'note usage'],
])('of an event: %s', (_, event, want) => {
  expect(spelled(sse, [`data: ${JSON.stringify(event)}\n\n`])).toEqual([want])
})

function spelled(type: string, chunks: readonly (string | Uint8Array)[]): string[] {
  const bytes = chunks.map((chunk) => (typeof chunk === 'string' ? new TextEncoder().encode(chunk) : chunk))
  const { response } = interactionOf({ request: chatRequest(), headers: { 'content-type': type }, chunks: bytes })
  return piecesByChunk(response).map((pieces) => pieces.map(({ kind, text }) => `${kind} ${text}`).join(' + '))
}
