// Streams a completion from a server, then the same stream, chunk for chunk, from a cassette with the server gone.
import { rm } from 'node:fs/promises'
import { relative } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { createFetch, openRecorder, type Recorder } from '@respool/fetch'
import { sseChunks, startServer, streamedCompletion } from '@respool/testkit'
import OpenAI from 'openai'
import { watched, type Arrival } from './watched.ts'
import { print, sideBySide } from './print.ts'

const cassette = new URL('./recorded/hi.yaml', import.meta.url)
const fromGo = new URL('./__fixtures__/from-go.yaml', import.meta.url)
const pathOf = (url: URL) => relative(process.cwd(), fileURLToPath(url))

interface Run {
  readonly text: string
  readonly arrivals: readonly Arrival[]
}

/** What an application does: it streams, and knows nothing of tapes. */
async function greet(recorder: Recorder, baseURL: string): Promise<Run> {
  const arrivals: Arrival[] = []
  const openai = new OpenAI({ apiKey: 'sk-any-key-will-do-1', baseURL, fetch: watched(createFetch(recorder), arrivals) })
  const stream = await openai.chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Say hi in Portuguese' }],
    stream: true,
  })
  let text = ''
  for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
  return { text, arrivals }
}

await rm(cassette, { force: true })
const server = await startServer()
server.script('/v1/chat/completions', async (stream) => {
  for (const chunk of sseChunks(streamedCompletion('Olá! Tudo bem?'))) {
    await stream.chunk(chunk)
    await sleep(15)
  }
  await stream.end()
})

const recorder = await openRecorder(cassette, { mode: 'rerecord' })
const recorded = await greet(recorder, `${server.url}/v1`)
await recorder.close()
const { count } = server
await server.stop()

const player = await openRecorder(cassette, { mode: 'replay' })
const replayed = await greet(player, `${server.url}/v1`)
await player.close()

print('One completion, streamed through the openai client', [])
print(`1. recorded from a server, ${count} request; 2. replayed, the server stopped`, sideBySide(recorded.arrivals, replayed.arrivals))

const bytes = (run: Run) => Buffer.concat(run.arrivals.map((arrival) => arrival.bytes))
const equal = bytes(recorded).equals(bytes(replayed))
print('What it came to', [
  `text recorded    ${recorded.text}`,
  `text replayed    ${replayed.text}`,
  `chunks           ${recorded.arrivals.length} recorded, ${replayed.arrivals.length} replayed`,
  `bytes equal      ${equal ? 'yes' : 'NO'} (${bytes(replayed).byteLength})`,
  `network          ${server.count - count} requests while replaying`,
  `cassette         ${pathOf(cassette)}`,
])

const goPlayer = await openRecorder(fromGo, { mode: 'replay' })
const go = await greet(goPlayer, 'https://api.example.com/v1')
await goPlayer.close()
print("A cassette in the form that Go's go-vcr writes, replayed the same way", [
  `text             ${go.text}`,
  `chunks           ${go.arrivals.length}, one for each event`,
  `cassette         ${pathOf(fromGo)}`,
])

if (!equal || recorded.text !== replayed.text || recorded.arrivals.length !== replayed.arrivals.length || server.count !== count) {
  console.error('The replay is not what was recorded.')
  process.exitCode = 1
}
