import assert from 'node:assert/strict'
import { join } from 'node:path'
import { startServer, streamed } from './server.mjs'

const prompt = (content) => JSON.stringify({ model: 'gpt-4o', stream: true, messages: [{ role: 'user', content }] })

/**
 * Records, replays with the server stopped, and misses.
 *
 * @param ways by name, how to ask: `(recorder, url, body)` to `{ status, text }`
 */
export async function tape(openRecorder, folder, ways) {
  for (const [name, ask] of Object.entries(ways)) {
    const file = join(folder, `${name}.yaml`)
    const server = await startServer()
    const recorder = await openRecorder(file)
    assert.deepEqual(await ask(recorder, server.url, prompt('Hi')), { status: 200, text: streamed }, `${name}, recorded`)
    assert.equal((await recorder.close()).recorded, 1, name)
    assert.equal(server.requests(), 1, name)
    await server.stop()

    const player = await openRecorder(file, { strict: true })
    assert.deepEqual(await ask(player, server.url, prompt('Hi')), { status: 200, text: streamed }, `${name}, replayed`)
    assert.equal((await player.close()).replayed, 1, name)

    const other = await openRecorder(file)
    const missed = await ask(other, server.url, prompt('Bye'))
    assert.equal(missed.status, 400, `${name}, missed`)
    assert.match(missed.text, /\/messages\/0\/content/, `${name}: the miss says where the request differs`)
    await assert.rejects(other.close(), { code: 'miss' }, name)
  }
}

/** The same for `node:http`. */
export async function textOf(response) {
  let text = ''
  for await (const part of response.setEncoding('utf8')) text += part
  return text
}
