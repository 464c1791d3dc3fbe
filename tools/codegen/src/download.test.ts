import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fetchSpec, type Hosts } from './download.ts'
import type { Lock } from './lock.ts'
import { sha256 } from './read-spec.ts'

const [first, second] = ['a'.repeat(40), 'b'.repeat(40)]
const commitOf = (sha: string) => ({ sha, commit: { committer: { date: '2026-01-02T03:04:05Z' } } })
const pages: { [url: string]: unknown } = {
  '/api/commits?path=openapi.json&per_page=1': [commitOf(second)],
  [`/api/commits/${first}`]: commitOf(first),
  [`/raw/${first}/openapi.json`]: 'first',
  [`/raw/${second}/openapi.json`]: 'second',
  '/nobody/commits?path=openapi.json&per_page=1': [],
  '/portal/commits?path=openapi.json&per_page=1': '<html>Log in, please.</html>',
  '/odd/commits?path=openapi.json&per_page=1': { message: 'Not today.' },
  '/null/commits?path=openapi.json&per_page=1': 'null',
}
const server = createServer(({ url = '' }, response) => {
  if (url.startsWith('/breaks/')) {
    response.writeHead(200, { 'content-length': 100 }).write('{')
    setTimeout(() => response.destroy(), 20)
    return
  }
  response.statusCode = url in pages ? 200 : 404
  response.end(typeof pages[url] === 'string' ? pages[url] : JSON.stringify(pages[url] ?? null))
})
let base: string
let hosts: Hosts

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  hosts = { api: `${base}/api`, raw: `${base}/raw` }
})
afterAll(() => void server.close())

const text = ({ bytes }: { bytes: Uint8Array }) => new TextDecoder().decode(bytes)

test('the newest commit, where none is named', async () => {
  const fetched = await fetchSpec({}, undefined, hosts)
  expect([fetched.commit, fetched.date, text(fetched)]).toEqual([second, '2026-01-02', 'second'])
})

test('the commit that is named', async () => {
  expect(text(await fetchSpec({ commit: first }, undefined, hosts))).toBe('first')
})

test('a URL, of a commit that is said', async () => {
  const fetched = await fetchSpec({ spec: `${base}/raw/${first}/openapi.json`, commit: first, date: '2026-01-02' }, undefined, hosts)
  expect(text(fetched)).toBe('first')
})

test('the locked spec is known by itself', async () => {
  const locked = { commit: first, date: '2026-01-02', spec: { sha256: sha256('first') } } as Lock
  expect(await fetchSpec({ spec: `${base}/raw/${first}/openapi.json` }, locked, hosts)).toMatchObject({ commit: first, date: '2026-01-02' })
})

test.each<[string, () => Parameters<typeof fetchSpec>[0], RegExp]>([
  ['what is not there', () => ({ commit: 'c'.repeat(40) }), /answers 404/],
  ['half a commit', () => ({ commit: 'abc' }), /40 hexadecimal digits/],
  [
    'a server that is not there',
    () => ({ spec: 'http://127.0.0.1:1/openapi.json', commit: first, date: '2026-01-02' }),
    /cannot be reached/,
  ],
  ['a file that is not there', () => ({ spec: '/nowhere/openapi.json', commit: first, date: '2026-01-02' }), /cannot be read/],
  ['nobody knows which commit', () => ({ spec: `${base}/raw/${first}/openapi.json` }), /--commit SHA --date/],
  ['a date that is none', () => ({ spec: `${base}/raw/${first}/openapi.json`, commit: first, date: 'today' }), /--date YYYY-MM-DD/],
])('%s is refused', async (_, source, message) => {
  await expect(fetchSpec(source(), undefined, hosts)).rejects.toThrow(message)
})

test.each(['nobody', 'portal', 'odd', 'null'])('a host that names no commit is refused: %s', async (name) => {
  await expect(fetchSpec({}, undefined, { ...hosts, api: `${base}/${name}` })).rejects.toMatchObject({
    name: 'CodegenProblem',
    message: expect.stringContaining('names no commit') as string,
  })
})

test('a download that breaks off is refused', async () => {
  await expect(fetchSpec({ commit: first }, undefined, { ...hosts, raw: `${base}/breaks` })).rejects.toMatchObject({
    name: 'CodegenProblem',
    message: expect.stringContaining('broke off') as string,
  })
})
