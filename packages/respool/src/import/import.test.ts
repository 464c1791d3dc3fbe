import { expect, test } from 'vitest'
import { call } from '../__fixtures__/call.ts'
import { folderOf } from '../__fixtures__/cassettes.ts'

const recorded = `interactions:
- request:
    body: null
    headers: {}
    method: GET
    uri: https://api.example.com/v1/models
  response:
    body: {string: '{"data":[]}'}
    headers: {content-type: [application/json]}
    status: {code: 200, message: OK}
version: 1
`

test('cassettes are made of recordings, once, and what could not be is told of', async () => {
  await using folder = await folderOf({
    'src/good.yaml': recorded,
    'src/broken.yaml': recorded.replace('{string: ', '!!python/object/apply:os.system {string: '),
    'src/notes.md': '#',
  })
  const again = () => call(['import', 'src', '--to', 'to'], { cwd: folder.path })
  const first = await again()
  expect(first.code).toBe(1)
  expect(first.out).toMatch(/^broken\.yaml\n {2}left out: /)
  expect(first.out).toMatch(
    /3 files: 1 imported, 0 kept as they are, 1 left out, 1 of no known format\n1 cassette: 1 written, 0 unchanged, 0 left alone\n$/,
  )
  expect((await again()).out).toMatch(/1 cassette: 0 written, 1 unchanged, 0 left alone\n$/)
  expect((await call(['ls', 'to'], { cwd: folder.path })).out).toMatch(/good\.yaml +go-vcr +1 interaction/)
})

test('progress is drawn where somebody looks, and wiped', async () => {
  await using folder = await folderOf({ 'src/good.yaml': recorded })
  const { err } = await call(['import', 'src', '--to', 'to'], { cwd: folder.path, live: true })
  expect(err).toBe('\r\u001B[2K0 of 1  good.yaml\r\u001B[2K')
})

test('as JSON, the report', async () => {
  await using folder = await folderOf({ 'src/good.yaml': recorded })
  const { code, out } = await call(['import', 'src', '--to', 'to', '--json'], { cwd: folder.path })
  expect(code).toBe(0)
  expect(JSON.parse(out)).toMatchObject({ files: [{ file: 'good.yaml', outcome: 'imported' }], cassettes: [{ outcome: 'written' }] })
})

test('there is no source', async () => {
  const { code, err } = await call(['import', 'no/such/folder', '--to', 'to'])
  expect(code).toBe(2)
  expect(err).toContain('There is nothing to import at')
})
