import { mkdir, writeFile } from 'node:fs/promises'
import { chatRequest, interactionOf, tempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'
import { stringifyCassette } from './formats/cassette.ts'
import { isRespoolError } from './model/errors.ts'
import { openRecorder } from './node.ts'
import { openRecorder as openAnywhere } from './neutral.ts'

const good = stringifyCassette({
  interactions: [
    interactionOf({ request: chatRequest({ prompt: 'Say hi' }), chunks: ['data: {"text":"hi"}\n\n', 'data: [DONE]\n\n'] }),
    interactionOf({ request: chatRequest({ prompt: 'Say bye' }), body: '{"text":"bye"}' }),
  ],
})

const edit = (from: string | RegExp, to: string) => {
  const edited = good.replace(from, to)
  if (edited === good) throw new Error(`${String(from)} is not in the cassette`)
  return edited
}

const cassettes: { [what: string]: string | Uint8Array } = {
  'an empty file': '',
  'white space': ' \n\n',
  'not UTF-8': Buffer.concat([Buffer.from(good.slice(0, 300)), Buffer.from([0xff]), Buffer.from(good.slice(300))]),
  'a picture': new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  'not YAML': '{{{',
  'a web page': '<!doctype html>\n<html></html>\n',
  'a list': '- a\n- b\n',
  'only text': 'hello\n',
  'a HAR file': '{"log":{"version":"1.2","entries":[]}}',
  'no version': edit('version: 2\n', ''),
  'a version to come': edit('version: 2', 'version: 3'),
  'a version in words': edit('version: 2', 'version: two'),
  'no interactions': '---\nversion: 2\n',
  'interactions that are no list': '---\nversion: 2\ninteractions: many\n',
  'an interaction that is text': '---\nversion: 2\ninteractions:\n- hello\n',
  'an interaction without a request': '---\nversion: 2\ninteractions:\n- id: 0\n  response:\n    code: 200\n',
  'an interaction without a response': '---\nversion: 2\ninteractions:\n- id: 0\n  request:\n    url: http://a/\n    method: GET\n',
  'a request without a URL': edit(/ {4}url: .*\n/, ''),
  'cut off in the first request': good.slice(0, good.indexOf('headers:')),
  'cut off in the second body': good.slice(0, good.lastIndexOf('body:') + 8),
  'cut off in a header': good.slice(0, good.lastIndexOf('content-type') + 5),
  'a key twice': edit('    method: POST\n', '    method: POST\n    method: GET\n'),
  'a body that is a list': edit(/ {4}body: '.*\n/, '    body:\n    - a\n'),
  'binary that is no base64': edit(/ {4}body: '.*\n/, '    body: !!binary "%%%"\n'),
  'a header that is no list': edit('      content-type:\n      - application/json\n', '      content-type: application/json\n'),
  'headers that are a list': edit(/ {4}headers:\n(?: {6}.*\n)+/, '    headers:\n    - a\n'),
  'a status in words': edit('code: 200', 'code: fine'),
  'a status that is none': edit('code: 200', 'code: 2'),
  'a fraction for a length': edit(/content_length: \d+/, 'content_length: 1.5'),
  'tabs for indentation': edit('  request:', '\trequest:'),
  'a conflict of git': edit('- id: 1', '<<<<<<< ours\n- id: 1'),
}

const options: { [what: string]: object } = {
  'an unknown option': { mod: 'once' },
  'an unknown mode': { mode: 'record' },
  'an unknown pace': { pace: 'slow' },
  'a speed of nothing': { pace: { speed: 0 } },
  'an unknown option of match': { match: { body: false } },
  'a header to match that is secret': { match: { headers: ['authorization'] } },
  'a pointer that is none': { match: { ignoreBody: ['id'] } },
  'custom beside what it replaces': { match: { custom: () => true, headers: ['a'] } },
  'a URL for a host': { hosts: ['https://api.openai.com'] },
  'text for hosts': { hosts: 'api.openai.com' },
  'an unknown word for others': { others: 'block' },
  'an unknown option of redact': { redact: { headers: [] } },
  'a kind with spaces': { redact: { patterns: [{ kind: 'my key', pattern: /x/ }] } },
  'a pattern that is a text': { redact: { patterns: [{ kind: 'badge', pattern: 'badge' }] } },
  'a number for a function': { match: { normalize: 5 } },
  'an unknown word for onMiss': { onMiss: 'explode' },
}

// One message after another, to be read as a person would: does each say what is wrong, where, and what to do?
test('what each bad input is answered with', async () => {
  await using folder = await tempFolder()
  const answers: string[] = []
  const add = async (what: string, open: () => Promise<unknown>) => {
    const error = await open().then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(isRespoolError(error), `${what}: ${String(error)}`).toBe(true)
    answers.push(`${what}\n  ${(error as Error).message.replaceAll(folder.path, '.')}`)
  }
  for (const [what, content] of Object.entries(cassettes)) {
    await writeFile(folder.file('hi.yaml'), content)
    await add(what, () => openRecorder(folder.file('hi.yaml'), { mode: 'replay' }))
  }
  for (const [what, given] of Object.entries(options)) await add(what, () => openRecorder(folder.file('no.yaml'), given))
  await mkdir(folder.file('folder'))
  await add('an empty path', () => openRecorder(''))
  await add('no path', () => openRecorder(undefined as unknown as string))
  await add('a folder', () => openRecorder(folder.file('folder')))
  await add('a path that ends in a slash', () => openRecorder('cassettes/'))
  await add('a URL of the web', () => openRecorder('https://example.com/hi.yaml'))
  await add('a file of another machine', () => openRecorder('file://host/hi.yaml'))
  await add('a path where there are no files', () => openAnywhere('hi.yaml'))
  expect(answers.length).toBeGreaterThanOrEqual(40)
  await expect(`${answers.join('\n')}\n`).toMatchFileSnapshot('./__snapshots__/bad-input.txt')
})
