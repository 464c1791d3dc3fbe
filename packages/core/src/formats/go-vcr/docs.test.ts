import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Cassette } from '../../model/cassette.ts'
import { parseGoVcr, stringifyGoVcr } from './index.ts'

const page = readFileSync(new URL('../../../../../docs/cassette-format.md', import.meta.url), 'utf8')

test('the example of docs/cassette-format.md is what it says, and what respool writes', () => {
  const [, example] = /```text cassette\n([^]*?)```/.exec(page)!
  const cassette = parseGoVcr(new TextEncoder().encode(example), { name: 'docs' }) as Cassette
  const { response, request } = cassette.interactions[0]!
  expect(cassette.warnings).toBeUndefined()
  expect(request.extra).toBeUndefined()
  expect(response).toMatchObject({ boundaries: 'recorded', delays: [120.5, 0.4, 31, 31, 0], end: 'failed', error: 'socket hang up' })
  expect(response.chunks.map((chunk) => new TextDecoder().decode(chunk))).toEqual([
    'data: {"delta":"Pitter"}\n\n',
    'data: {',
    '"delta":" patter"}\n\n',
  ])
  expect(new TextDecoder().decode(stringifyGoVcr({ interactions: structuredClone(cassette.interactions) }))).toBe(example)
})
