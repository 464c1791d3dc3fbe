// What is published, on the oldest Node that it is for: records and replays through each adapter's built files. After `pnpm build`; plain JavaScript, so that any Node runs it.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const dist = (name) => import(new URL(`../packages/${name}/dist/index.js`, import.meta.url).href)
const { createFetch, openRecorder, patchFetch } = await dist('fetch')
const { patchUndici } = await dist('undici')
const { createAgent, patchHttp } = await dist('node-http')

const events = Array.from({ length: 20 }, (_, n) => `data: {"n":${n}}\n\n`)
let requests = 0
const server = http.createServer((request, response) => {
  requests++
  void answer(request, response)
})
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${server.address().port}/`

async function answer(request, response) {
  const body = await textOf(request)
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  for (const event of events) {
    response.write(event)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  response.end(`data: ${body}\n\n`)
}

async function textOf(stream) {
  let text = ''
  for await (const part of stream) text += part
  return text
}

const overFetch = async (fetch) => (await fetch(url, { method: 'POST', body: '{"a":1}' })).text()
const overHttp = (options) =>
  new Promise((resolve, reject) => {
    const request = http.request(url, { method: 'POST', ...options }, (response) => resolve(textOf(response)))
    request.on('error', reject).end('{"a":1}')
  })
const patched = (patch, use) => async (recorder) => {
  const undo = patch({ recorder })
  try {
    return await use()
  } finally {
    undo[Symbol.dispose]()
  }
}

const ways = {
  createFetch: (recorder) => overFetch(createFetch(recorder)),
  patchFetch: patched(patchFetch, () => overFetch(globalThis.fetch)),
  patchUndici: patched(patchUndici, () => overFetch(globalThis.fetch)),
  patchHttp: patched(patchHttp, () => overHttp({})),
  createAgent: (recorder) => overHttp({ agent: createAgent(recorder) }),
}

const folder = mkdtempSync(join(tmpdir(), 'respool-smoke-'))
const file = (name) => join(folder, `${name}.yaml`)
const want = `${events.join('')}data: {"a":1}\n\n`
for (const [name, use] of Object.entries(ways)) {
  const recorder = await openRecorder(file(name), { mode: 'once' })
  assert.equal(await use(recorder), want, name)
  assert.equal((await recorder.close()).recorded, 1, name)
}
assert.equal(requests, Object.keys(ways).length)
let replays = 0
for (const recorded of Object.keys(ways)) {
  for (const [name, use] of Object.entries(ways)) {
    const recorder = await openRecorder(file(recorded), { mode: 'replay', strict: true })
    assert.equal(await use(recorder), want, `${recorded}, replayed through ${name}`)
    assert.equal((await recorder.close()).replayed, 1)
    replays++
  }
}
assert.equal(requests, Object.keys(ways).length)
rmSync(folder, { recursive: true, force: true })
server.close()
server.closeAllConnections()
console.log(`Node ${process.version}: ${requests} recordings, ${replays} replays, of what is published`)
