import { readFile } from 'node:fs/promises'
import type { Cassette, Interaction } from '@respool/core'
import { parseCassette } from '@respool/core'
import { chatRequest, interactionOf, tempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'
import { exportFixtures, llamaStack, vcrpy } from '../index.ts'

const asked = { ...chatRequest({ prompt: 'Rain?' }), url: 'https://api.openai.com/v1/chat/completions' }
const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index)
const wire = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1700000000,
  model: 'toy-1',
  choices: [{ index: 0, message: { role: 'assistant', content: 'Chuva.', refusal: null }, logprobs: null, finish_reason: 'stop' }],
}

const whole = (response: Partial<Interaction['response']> = {}, request = asked): Interaction => {
  const made = interactionOf({ request, body: JSON.stringify(wire) })
  return { ...made, response: { ...made.response, headers: [['Content-Type', 'application/json']], ...response } }
}

test('vcrpy: text as text, bytes as bytes, whatever PyYAML would take for something else in quotation marks', async () => {
  const odd = ['y', '1e3', '012', '1_000', '2026-11-21', '<<', '=', ' a', 'a: b', '\u2028', '\u0000', '~', '- a', "it's", '"']
  const interactions = [
    whole(),
    whole({
      chunks: [everyByte],
      headers: [
        ['Set-Cookie', 'a=1'],
        ['set-cookie', 'b=2'],
        ['Content-Encoding', 'gzip'],
      ],
    }),
    ...odd.map((text) =>
      whole({
        chunks: [new TextEncoder().encode(text)],
        headers: [
          ['Content-Type', 'text/plain'],
          ['X-Odd', text.trim()],
        ],
      }),
    ),
  ]
  const { files, lost } = await exportFixtures({ interactions }, { format: 'vcrpy', name: 'a.yaml' })
  expect(files.map(({ file, interactions: of }) => [file, of.length])).toEqual([['a.yaml', interactions.length]])
  expect(files[0]!.content).toContain('!!binary')
  const again = await parseCassette(files[0]!.content, { format: vcrpy() })
  expect(again.interactions.map(({ response }) => Buffer.concat(response.chunks))).toEqual(
    interactions.map(({ response }) => Buffer.concat(response.chunks)),
  )
  expect(again.interactions[1]!.response.headers).toEqual([
    ['Set-Cookie', 'a=1'],
    ['Set-Cookie', 'b=2'],
  ])
  expect(again.interactions.slice(2).map(({ response }) => response.headers.find(([name]) => name === 'X-Odd')?.[1])).toEqual(
    odd.map((text) => text.trim()),
  )
  expect(lost.every(({ whole: all }) => !all)).toBe(true)
})

test('llama-stack: as its recorder would have noted it, under the name of its hash', async () => {
  const error = { error: { message: "it's no", type: 'x', param: null, code: null } }
  const interactions = [
    whole(),
    whole(
      { status: 400, chunks: [new TextEncoder().encode(JSON.stringify(error))] },
      { ...asked, body: '{"model":"toy-2","temperature":0.0}' },
    ),
    whole({}, { ...asked, url: 'https://api.openai.com/v1/responses' }),
  ]
  const cassette: Cassette = { interactions }
  await using folder = await tempFolder()
  const { files, lost } = await exportFixtures(cassette, { format: 'llama-stack', testId: 'tests/a.py::a', to: folder.path })
  expect(lost.filter(({ whole: all }) => all)).toEqual([
    { interaction: 2, whole: true, reason: 'llama-stack records no calls of /v1/responses' },
  ])
  const [first, second] = files.map(({ content }) => JSON.parse(content) as { [key: string]: { [key: string]: unknown } })
  expect(Object.keys(first!)).toEqual(['test_id', 'request', 'response', 'id_normalization_mapping'])
  expect(first!['request']).toMatchObject({
    method: 'POST',
    url: 'https://api.openai.com/v1/v1/chat/completions',
    endpoint: '/v1/chat/completions',
    provider_metadata: { openai_sdk_version: '3.54.0' },
  })
  const data = {
    id: `rec-${files[0]!.file.slice(0, 12)}`,
    created: 0,
    service_tier: null,
    system_fingerprint: null,
    usage: null,
    moderation: null,
  }
  expect(first!['response']!['body']).toMatchObject({
    ['__type__']: 'openai.types.chat.chat_completion.ChatCompletion',
    ['__data__']: data,
  })
  expect(files[1]!.content).toContain('"temperature": 0.0')
  expect(second!['response']).toMatchObject({
    is_exception: true,
    exception_message: `Error code: 400 - {'error': {'message': "it's no", 'type': 'x', 'param': None, 'code': None}}`,
    exception_data: { type: 'BadRequestError', status_code: 400, body: error.error },
  })
  const again = await parseCassette(await readFile(folder.file(files[1]!.file)), { format: llamaStack() })
  expect(JSON.parse(Buffer.concat(again.interactions[0]!.response.chunks).toString())).toEqual(error)
})

test('a cassette is read from its file, and a format that there is not is refused', async () => {
  const demo = new URL('../../../../examples/demo/__fixtures__/from-go.yaml', import.meta.url)
  const { files } = await exportFixtures(demo, { format: 'vcrpy' })
  expect(files.map(({ file }) => file)).toEqual(['from-go.yaml'])
  await expect(exportFixtures(demo, { format: 'har' as 'vcrpy' })).rejects.toThrow(`format is "har". It is 'vcrpy' or 'llama-stack'.`)
})
