import { chatRequest, interactionOf } from '@respool/testkit'
import { expect, test } from 'vitest'
import type { CassetteFormat } from '../model/format.ts'
import type { HttpRequest, Interaction, RecordedResponse } from '../model/interaction.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Miss, Recorder, RecorderOptions, Replay } from './contract.ts'
import { createOpenRecorder } from './open.ts'

const hi = chatRequest({ prompt: 'Say hi' })
const whole: RecordedResponse = interactionOf({ request: hi, body: 'hi' }).response

/** Reads a folder of texts, each the body that answers `hi`, and leaves it where it is. */
function folderFormat(defaults: CassetteFormat['defaults'], reads: string[], made: Partial<Interaction> = {}): CassetteFormat {
  return {
    name: 'texts',
    ...(defaults && { defaults }),
    detect: () => true,
    parse: () => ({ interactions: [] }),
    async open(store, folder) {
      const names = await store.list(folder)
      const interactions = names.map((name): Interaction => {
        const load = async () => {
          reads.push(name)
          return { ...whole, chunks: [(await store.read(name))!] }
        }
        return { request: hi, response: whole, load, ...made }
      })
      return names.length > 0 ? { interactions } : undefined
    },
  }
}

function open(format: CassetteFormat, location = 'texts/', options: RecorderOptions = {}): Promise<Recorder> {
  const store = memoryStore({ 'texts/a.txt': 'A', 'texts/b.txt': 'B' })
  return createOpenRecorder({ environment: () => ({}) })(location, { mode: 'replay', store, format, ...options })
}

function decide(recorder: Recorder, request: HttpRequest = hi): Replay | Miss {
  const verdict = recorder.begin(request)
  if (verdict.kind !== 'body') throw new Error(verdict.kind)
  return verdict.decide(request.body) as Replay | Miss
}

async function answer(recorder: Recorder, request?: HttpRequest): Promise<string> {
  const decision = decide(recorder, request)
  if (decision.kind === 'miss') return 'miss'
  await decision.playback.start()
  return new TextDecoder().decode((await decision.playback.next()) as Uint8Array)
}

test('what was left in the store is read when it is first played, and only then', async () => {
  const reads: string[] = []
  const recorder = await open(folderFormat(undefined, reads))
  expect(reads).toEqual([])
  expect(await answer(recorder)).toBe('A')
  expect(reads).toEqual(['texts/a.txt'])
  expect(await answer(recorder)).toBe('B')
  expect(await answer(recorder)).toBe('miss')
  await expect(recorder.close()).rejects.toMatchObject({ code: 'miss' })
})

test('a playback waits for the first read, and from then on for nothing', async () => {
  const recorder = await open(folderFormat(undefined, []))
  const { playback } = decide(recorder) as Replay
  const head = playback.start()
  expect(head).toBeInstanceOf(Promise)
  expect(await head).toMatchObject({ status: 200 })
  expect(playback.next()).toBeInstanceOf(Uint8Array)
  expect(playback.next()).toMatchObject({ end: 'complete' })
  await recorder.close()
})

test('cancelled before it was read, it gives nothing but its end', async () => {
  const recorder = await open(folderFormat(undefined, []))
  const { playback } = decide(recorder) as Replay
  const head = playback.start()
  playback.cancel()
  await head
  expect(playback.next()).toMatchObject({ end: 'complete' })
  await recorder.close()
})

test('where reading fails, so does the playback, with the reason', async () => {
  const load = () => Promise.reject(new Error('gone'))
  const recorder = await open(folderFormat(undefined, [], { load }))
  await expect((decide(recorder) as Replay).playback.start()).rejects.toThrow('gone')
  await recorder.close()
})

const elsewhere = { ...hi, url: hi.url.replace(/^https?:\/\/[^/]+/, 'https://elsewhere.example') }

test.each([
  { defaults: undefined, options: {}, answers: ['miss', 'A', 'B', 'miss'] },
  { defaults: { repeats: true }, options: {}, answers: ['miss', 'A', 'B', 'B'] },
  { defaults: { repeats: true }, options: { repeats: false }, answers: ['miss', 'A', 'B', 'miss'] },
  { defaults: { match: { origin: false } }, options: {}, answers: ['A', 'B', 'miss', 'miss'] },
  { defaults: { match: { origin: false } }, options: { match: { headers: [] } }, answers: ['A', 'B', 'miss', 'miss'] },
  { defaults: { match: { origin: false } }, options: { match: { origin: true } }, answers: ['miss', 'A', 'B', 'miss'] },
  { defaults: { match: { origin: false } }, options: { match: { custom: () => false } }, answers: ['miss', 'miss', 'miss', 'miss'] },
])('defaults $defaults and options $options: $answers', async ({ defaults, options, answers }) => {
  const recorder = await open(folderFormat(defaults, []), 'texts', options)
  const given = []
  for (const request of [elsewhere, hi, hi, hi]) given.push(await answer(recorder, request))
  expect(given).toEqual(answers)
  await recorder.close().catch(() => {})
})

test('what cannot be played is a miss that says why', async () => {
  const recorder = await open(folderFormat(undefined, [], { unplayable: 'It was recorded by two tests: name one.' }))
  expect(await answer(recorder)).toBe('miss')
  await expect(recorder.close()).rejects.toThrow(/^respool has no answer for POST \S+: It was recorded by two tests: name one\.$/)
})

test('an empty folder is no cassette, and a format that is only read cannot record one', async () => {
  const recorder = await open(folderFormat(undefined, []), 'nowhere/')
  expect(await answer(recorder)).toBe('miss')
  await expect(recorder.close()).rejects.toThrow('there is no cassette at memory:nowhere')
  await expect(open(folderFormat(undefined, []), 'nowhere/', { mode: 'once' })).rejects.toMatchObject({ code: 'invalid-option' })
})
