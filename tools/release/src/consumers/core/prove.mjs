import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { tape } from '../shared/tape.mjs'

const decoder = new TextDecoder()

/** An adapter as short as one can be. */
async function ask(recorder, url, body) {
  const asked = recorder.begin({ method: 'POST', url, headers: [['content-type', 'application/json']] })
  if (asked.kind === 'record') asked.capture.requestBody(body)
  const verdict = asked.kind === 'body' ? asked.decide(body) : asked
  if (verdict.kind === 'record') return record(verdict.capture, url, body)
  const { playback } = verdict
  const { status } = await playback.start()
  let text = ''
  for (;;) {
    const next = await playback.next()
    if (!(next instanceof Uint8Array)) return { status: status, text }
    text += decoder.decode(next)
  }
}

async function record(capture, url, body) {
  const response = await fetch(url, { method: 'POST', body })
  capture.head({ status: response.status, statusText: response.statusText, headers: [...response.headers] })
  let text = ''
  for await (const chunk of response.body) {
    capture.chunk(chunk)
    text += decoder.decode(chunk, { stream: true })
  }
  capture.end()
  return { status: response.status, text }
}

export async function prove({ load, folder }) {
  const { openRecorder } = await load('@respool/core/node')
  await tape(openRecorder, folder, { ask })

  const { memoryStore, openRecorder: openAnywhere, parseCassette, readEvents, stringifyCassette } = await load('@respool/core')
  const bytes = await readFile(`${folder}/ask.yaml`)
  const cassette = await parseCassette(bytes)
  assert.equal(stringifyCassette(cassette), bytes.toString())
  assert.equal(readEvents(cassette.interactions[0].response).length, 5)
  // js-yaml is loaded for files that a person has edited.
  assert.equal((await parseCassette('# by hand\nversion: 2\ninteractions: []\n')).interactions.length, 0)
  await (await openAnywhere('hi.yaml', { store: memoryStore() })).close()
}
