import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { byTurn, writeOutputs } from './committed.ts'
import { places } from './outputs.ts'

const changeset = '.changeset/openai-spec-abcdef0.md'
const all = [...Object.values(places), changeset]
const filesOf = (text: string) => new Map(all.map((place) => [place, text]))
let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'codegen-write-'))
  writeOutputs(root, filesOf('old'))
})
afterEach(() => rmSync(root, { recursive: true }))

function texts(): string[] {
  return all.map((place) => readFileSync(join(root, place), 'utf8'))
}

test('what differs is written, and nothing is left beside it', () => {
  const files = filesOf('old').set(places.zod, 'new')
  expect(writeOutputs(root, files)).toEqual([places.zod])
  expect(texts()).toEqual(all.map((place) => (place === places.zod ? 'new' : 'old')))
  expect(readdirSync(join(root, dirname(places.zod))).filter((name) => name.endsWith('.new'))).toEqual([])
})

test.each(all)('where %s cannot be written, nothing is', (place) => {
  mkdirSync(join(root, `${place}.new`, 'in the way'), { recursive: true })
  expect(() => writeOutputs(root, filesOf('new'))).toThrow('EISDIR')
  expect(texts()).toEqual(all.map(() => 'old'))
  expect(readdirSync(join(root, dirname(place))).filter((name) => name.endsWith('.new'))).toEqual([])
})

test('the changeset is put in place first, then what is generated, the snapshot, and the lock last', () => {
  const order = [...filesOf('new')].toSorted(byTurn).map(([place]) => place)
  expect([order[0], ...order.slice(-2)]).toEqual([changeset, places.snapshot, places.lock])
})
