import { expect, test } from 'vitest'
import { checkCount, checkSize, largestFile, mostInteractions } from './limits.ts'
import { parseGoVcr } from './parse.ts'

test.each([
  [largestFile, mostInteractions, undefined],
  [largestFile + 1024 * 1024, 1, /it has 257 MB, and at most 256 are read/],
  [1, mostInteractions + 1, /it has 200001 interactions, and at most 200000 are read/],
])('%i bytes with %i interactions', (size, count, message) => {
  const check = () => {
    checkSize(size, 'hi.yaml')
    checkCount(count, { name: 'hi.yaml', text: '', warnings: [] })
  }
  if (message) expect(check).toThrow(message)
  else expect(check).not.toThrow()
})

test('a file is refused for its size before it is looked at', () => {
  const huge = { byteLength: largestFile + 1024 * 1024 } as Uint8Array
  expect(() => parseGoVcr(huge, { name: 'hi.yaml' })).toThrow(/hi\.yaml: it has 257 MB/)
})

const head = '---\nversion: 2\ninteractions:\n'
const interaction = (response: string) => `- request: {url: http://127.0.0.1/, method: GET}\n  response: {code: 200, ${response}}\n`
const tooMany = /more lists, maps and values than a file of its size may have\. Record into several cassettes\./

// Each takes some hundred bytes a value, and has a value every few characters.
test.each([
  ['lists in a line', `${head}- [${'[],'.repeat(400_000)}]\n`],
  ['maps in a line', `${head}- [${'{},'.repeat(400_000)}]\n`],
  ['JSON', `{"version": 2, "interactions": [${'{"a":0},'.repeat(250_000)}{}]}`],
  ['interactions without anything', `${head}${'- a:\n'.repeat(190_000)}`],
  ['lists below each other', `${head}- a:\n${'  - - - - - 0\n'.repeat(60_000)}`],
  ['maps below each other', `---\nversion: 2\nx:\n${'- {}\n'.repeat(400_000)}interactions: []\n`],
])('%s: more than there is room for is refused before it is made', async (_, text) => {
  await expect(async () => parseGoVcr(new TextEncoder().encode(text), { name: 'hi.yaml' })).rejects.toThrow(tooMany)
})

test('chunks of nothing are no chunks', async () => {
  const text = head + interaction(`body: hi, respool_chunks: '0*150000 2'`) + interaction(`body: hi, respool_chunks: '0*60 2'`)
  const { interactions, warnings } = await parseGoVcr(new TextEncoder().encode(text), { name: 'hi.yaml' })
  expect(interactions.map(({ response }) => response.chunks.length)).toEqual([1, 61])
  expect(warnings![0]).toMatch(/line 5, interaction 0, response\.respool_chunks: these are no chunk lengths/)
})

test('a file with a fault in every interaction is read in a moment, and warns of the first ones', async () => {
  const text = head + interaction(`body: ${'x'.repeat(100)}, respool_chunks: '1'`).repeat(5000)
  const before = process.cpuUsage()
  const { warnings } = await parseGoVcr(new TextEncoder().encode(text), { name: 'hi.yaml' })
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(2000)
  expect([warnings!.length, warnings!.at(-1)]).toEqual([21, expect.stringMatching(/^hi\.yaml: and 49\d\d more like these$/)])
})

test('of sixty thousand headers, two of one name are found in a moment', async () => {
  const names = Array.from({ length: 60_000 }, (_, n) => `      H${n}:\n      - a\n`).join('')
  const text = `${head}- id: 0\n  request:\n    body: ""\n    headers:\n${names}    url: http://127.0.0.1/\n    method: GET\n  response:\n    body: hi\n    code: 200\n    duration: 1ms\n`
  const before = process.cpuUsage()
  const { interactions } = await parseGoVcr(new TextEncoder().encode(text), { name: 'hi.yaml' })
  expect(process.cpuUsage(before).user / 1000).toBeLessThan(3000)
  expect(interactions[0]!.request.headers.length).toBe(60_000)
})
