import { expect, test } from 'vitest'

import { cassetteOf, chatRequest, interactionOf } from './builders.ts'
import { filesBelow, tempFolder } from './files.ts'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { streamedCompletion } from './openai/completion.ts'
import { sseChunks, sseEvent } from './sse.ts'

const decoder = new TextDecoder()

test('an interaction needs nothing said', () => {
  const { request, response } = interactionOf()
  expect(request).toEqual(chatRequest())
  expect(response).toMatchObject({
    status: 200,
    statusText: 'OK',
    headers: [['content-type', 'application/json']],
    boundaries: 'derived',
    end: 'complete',
  })
  expect(JSON.parse(decoder.decode(response.chunks[0]))).toMatchObject({ object: 'chat.completion' })
})

test('a streamed completion, an event a chunk', () => {
  const chunks = sseChunks(streamedCompletion('Olá, mundo!', { usage: true }))
  const interaction = interactionOf({ id: 3, chunks, end: 'cancelled' })
  expect(interaction.response).toMatchObject({
    boundaries: 'recorded',
    end: 'cancelled',
    headers: [['content-type', 'text/event-stream; charset=utf-8']],
  })
  expect(chunks.map((chunk) => decoder.decode(chunk)).join('')).toContain('"delta":{"content":" mundo!"}')
  expect(decoder.decode(chunks.at(-1))).toBe('data: [DONE]\n\n')
  expect(cassetteOf(interaction).interactions[0]!.id).toBe(3)
})

test.each([
  ['a string as it is', sseEvent('[DONE]'), 'data: [DONE]\n\n'],
  ['a line of data each', sseEvent('one\ntwo'), 'data: one\ndata: two\n\n'],
  ['an event named after its type', sseEvent({ type: 'a.b' }, { named: true }), 'event: a.b\ndata: {"type":"a.b"}\n\n'],
  ['CR LF and comments', sseEvent('x', { newline: '\r\n', comments: true }), ': keep-alive\r\n\r\ndata: x\r\n\r\n'],
])('sseEvent writes %s', (_, given, want) => expect(given).toBe(want))

test('files below a folder, with hidden ones, sorted', async () => {
  await using folder = await tempFolder()
  await mkdir(folder.file('b'))
  await symlink(folder.path, folder.file('b', 'round'), 'junction')
  await writeFile(folder.file('b', 'two'), '2')
  await writeFile(folder.file('.one'), '1')
  expect(await filesBelow(folder.path)).toEqual([
    { path: '.one', bytes: new Uint8Array([49]) },
    { path: 'b/two', bytes: new Uint8Array([50]) },
  ])
})
