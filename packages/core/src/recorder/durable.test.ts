import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync, appendFileSync } from 'node:fs'
import { chatRequest, filesBelow, interactionOf, tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { parseCassette, stringifyCassette } from '../formats/cassette.ts'
import type { CassetteStore } from '../model/store.ts'
import { fileStore } from '../stores/file/store.ts'
import { memoryStore } from '../stores/memory.ts'
import type { Capture, Recorder, RecorderOptions } from './contract.ts'
import { createOpenRecorder } from './open.ts'

interface Folder {
  readonly path: string
  file(...names: string[]): string
}

const name = 'a.yaml'
const about = (topic: string) => chatRequest({ prompt: topic })
const old = (...topics: string[]) =>
  stringifyCassette({ interactions: topics.map((topic) => interactionOf({ request: about(topic), body: `old ${topic}` })) })

function open(store: CassetteStore | Folder, options: RecorderOptions = {}): Promise<Recorder> {
  return createOpenRecorder({ environment: () => ({}) })(name, { store: 'path' in store ? fileStore(store.path) : store, ...options })
}

/** Asks as an adapter does: the answer's text where it is replayed, `miss`, or the capture of what is being recorded. */
function begin(recorder: Recorder, topic: string): string | Capture {
  const request = about(topic)
  const verdict = recorder.begin(request)
  const decision = verdict.kind === 'body' ? verdict.decide(request.body) : verdict
  if (decision.kind === 'replay') return Buffer.from(decision.playback.next() as Uint8Array).toString()
  if (decision.kind !== 'record') return decision.kind
  decision.capture.requestBody(request.body)
  decision.capture.head({ status: 200, statusText: 'OK', headers: {} })
  decision.capture.chunk(Buffer.from(`new ${topic}`))
  return decision.capture
}

function ask(recorder: Recorder, ...topics: string[]): string[] {
  return topics.map((topic) => {
    const answer = begin(recorder, topic)
    if (typeof answer === 'string') return answer
    answer.end()
    return 'recorded'
  })
}

/** Makes a recorder at work look like one whose process was killed. */
function kill(folder: Folder): void {
  const below = folder.file(`${name}.recording`)
  for (const file of readdirSync(below)) renameSync(`${below}/${file}`, `${below}/${file.replace(/^\d+-/, '4194999-')}`)
}

async function answers(store: CassetteStore | Folder): Promise<string[] | undefined> {
  const bytes = await ('path' in store ? fileStore(store.path) : store).read(name)
  return bytes && (await parseCassette(bytes)).interactions.map(({ response }) => Buffer.concat(response.chunks).toString())
}

const filesIn = async (folder: Folder) => (await filesBelow(folder.path)).map(({ path }) => path)

describe('once, resumed after its process was killed', () => {
  test('plays what was recorded, records the rest, and saves both in the order they were asked in', async () => {
    await using folder = await tempFolder()
    const killed = await open(folder, { mode: 'once' })
    const [slow, quick] = [begin(killed, 'one') as Capture, begin(killed, 'two') as Capture]
    quick.end()
    slow.cancel()
    begin(killed, 'unfinished')
    kill(folder)

    const recorder = await open(folder, { mode: 'once' })
    expect(ask(recorder, 'two', 'one', 'three', 'two')).toEqual(['new two', 'new one', 'recorded', 'recorded'])
    const summary = await recorder.close()
    expect(summary).toMatchObject({ recovered: 2, recorded: 2, replayed: 2 })
    expect(summary.warnings).toEqual([
      expect.stringContaining('recovered 2 interactions of a process that ended before its recorder was closed'),
    ])
    expect(await answers(folder)).toEqual(['new one', 'new two', 'new three', 'new two'])
    expect(await filesIn(folder)).toEqual([name])
  })

  test('killed again and again, it comes to an end with each request sent once', async () => {
    await using folder = await tempFolder()
    const topics = ['one', 'two', 'three', 'four']
    for (const [index, topic] of topics.entries()) {
      const recorder = await open(folder, { mode: 'once' })
      expect(ask(recorder, ...topics.slice(0, index))).toEqual(topics.slice(0, index).map((each) => `new ${each}`))
      expect(ask(recorder, topic)).toEqual(['recorded'])
      kill(folder)
    }
    const last = await open(folder, { mode: 'once' })
    expect(ask(last, ...topics)).toEqual(topics.map((topic) => `new ${topic}`))
    expect(await last.close()).toMatchObject({ recovered: 4, recorded: 0, unused: [] })
    expect(await answers(folder)).toEqual(topics.map((topic) => `new ${topic}`))
  })

  test('and discarded, leaves nothing of either run, so that the next one records anew', async () => {
    await using folder = await tempFolder()
    ask(await open(folder, { mode: 'once' }), 'one')
    kill(folder)
    const recorder = await open(folder, { mode: 'once' })
    ask(recorder, 'two')
    recorder.discard()
    expect(await recorder.close()).toMatchObject({ recorded: 0 })
    expect(await filesIn(folder)).toEqual([])
    const next = await open(folder, { mode: 'once' })
    expect(ask(next, 'one')).toEqual(['recorded'])
    await next.close()
  })

  test('with lines that nobody can read: they are left out, and it is said', async () => {
    await using folder = await tempFolder()
    ask(await open(folder, { mode: 'once' }), 'one')
    const [journal] = readdirSync(folder.file(`${name}.recording`))
    appendFileSync(folder.file(`${name}.recording`, journal!), '\0\0\0\n{"respool":1}\nhalf a li')
    kill(folder)
    const summary = await (await open(folder, { mode: 'once' })).close()
    expect(summary.recovered).toBe(1)
    expect(summary.warnings[1]).toContain('2 lines of a journal could not be read')
    expect(await answers(folder)).toEqual(['new one'])
  })
})

test('new-episodes recovers as well, and old interactions keep their text', async () => {
  await using folder = await tempFolder()
  writeFileSync(folder.file(name), old('one'))
  ask(await open(folder, { mode: 'new-episodes' }), 'two')
  kill(folder)
  const recorder = await open(folder, { mode: 'new-episodes' })
  expect(ask(recorder, 'two', 'one', 'three')).toEqual(['new two', 'old one', 'recorded'])
  expect(await recorder.close()).toMatchObject({ recovered: 1, recorded: 1 })
  expect(readFileSync(folder.file(name), 'utf8').startsWith(old('one'))).toBe(true)
  expect(await answers(folder)).toEqual(['old one', 'new two', 'new three'])
})

test('rerecord, killed and run again, replaces each recording once', async () => {
  await using folder = await tempFolder()
  writeFileSync(folder.file(name), old('one', 'two', 'three'))
  ask(await open(folder, { mode: 'rerecord' }), 'one', 'two')
  kill(folder)
  expect(await answers(folder)).toEqual(['old one', 'old two', 'old three'])
  const recorder = await open(folder, { mode: 'rerecord' })
  ask(recorder, 'one', 'two', 'four')
  await recorder.close()
  expect(await answers(folder)).toEqual(['new one', 'new two', 'old three', 'new four'])
})

describe('replay', () => {
  test('leaves what stands beside the cassette alone, writes nothing, and says so', async () => {
    await using folder = await tempFolder()
    writeFileSync(folder.file(name), old('one'))
    ask(await open(folder, { mode: 'new-episodes' }), 'two')
    const before = await filesBelow(folder.path)
    for (const state of ['1 recorder at work', 'recordings that were never saved']) {
      const recorder = await open(folder, { mode: 'replay' })
      expect(ask(recorder, 'one')).toEqual(['old one'])
      const { warnings, recovered } = await recorder.close()
      expect(warnings).toEqual([expect.stringContaining(`beside it stand ${state}, which replay leaves alone`)])
      expect(recovered).toBe(0)
      if (state.startsWith('1')) {
        expect(await filesBelow(folder.path)).toEqual(before)
        kill(folder)
      }
    }
  })

  test('and once with a finished cassette need no right to write', async () => {
    const store = { ...memoryStore({ [name]: old('one') }) }
    const journals = { ...store.journals!, open: () => Promise.reject(new Error('opened')) }
    for (const mode of ['replay', 'once'] as const) {
      const recorder = await open({ ...store, journals }, { mode })
      expect(ask(recorder, 'one')).toEqual(['old one'])
      await recorder.close()
    }
  })
})

describe.each<[string, () => Promise<{ store: CassetteStore; folder?: Folder & AsyncDisposable }>]>([
  ['files', async () => tempFolder().then((folder) => ({ store: fileStore(folder.path), folder }))],
  ['memory', async () => ({ store: memoryStore() })],
])('recorders of one cassette in %s', (_, create) => {
  test('once: those that open while another records join it, also after one has closed', async () => {
    const { store, folder } = await create()
    const [first, second] = [await open(store, { mode: 'once' }), await open(store, { mode: 'once' })]
    ask(first, 'first')
    ask(second, 'second')
    await first.close()
    const third = await open(store, { mode: 'once' })
    expect(ask(third, 'first', 'third')).toEqual(['new first', 'recorded'])
    await second.close()
    await third.close()
    expect(await answers(store)).toEqual(['new first', 'new second', 'new third'])
    const fourth = await open(store, { mode: 'once' })
    expect(ask(fourth, 'fourth', 'first')).toEqual(['miss', 'new first'])
    await fourth.close().catch(() => {})
    if (folder) expect(await filesIn(folder)).toEqual([name])
    await folder?.[Symbol.asyncDispose]()
  })

  test.each(['once', 'new-episodes', 'rerecord', 'replay', 'passthrough'] as const)(
    '%s, with nothing recorded, leaves nothing',
    async (mode) => {
      const { store, folder } = await create()
      const recorder = await open(store, { mode })
      if (mode === 'once') (begin(recorder, 'never answered') as Capture).drop()
      recorder.discard()
      await recorder.close()
      await (await open(store, { mode })).close()
      expect(await store.list()).toEqual([])
      if (folder) expect(readdirSync(folder.path)).toEqual([])
      await folder?.[Symbol.asyncDispose]()
    },
  )
})

describe('where something fails', () => {
  test('an append that fails costs nothing: the interaction is saved at close, which says so', async () => {
    const { journals, ...rest } = memoryStore()
    let full = true
    const store: CassetteStore = {
      ...rest,
      journals: {
        ...journals!,
        async open(...args) {
          const journal = await journals!.open(...args)
          const append = (record: Uint8Array) => {
            if (full) throw new Error('the disk is full')
            journal.append(record)
          }
          return { ...journal, append }
        },
      },
    }
    const recorder = await open(store, { mode: 'once' })
    ask(recorder, 'one', 'two')
    full = false
    ask(recorder, 'three')
    const { recorded, warnings } = await recorder.close()
    expect(recorded).toBe(3)
    expect(warnings).toEqual([expect.stringMatching(/2 interactions could not be journalled when recorded.*the disk is full/)])
    expect(await answers(store)).toEqual(['new one', 'new two', 'new three'])
  })

  test('a cassette that was broken meanwhile: close rejects, and once it is mended nothing is missing', async () => {
    await using folder = await tempFolder()
    const recorder = await open(folder, { mode: 'once' })
    ask(recorder, 'one')
    writeFileSync(folder.file(name), 'interactions: {{{')
    await expect(recorder.close()).rejects.toMatchObject({
      code: 'invalid-cassette',
      message: expect.stringContaining('What was recorded is kept in'),
    })
    await expect(open(folder, { mode: 'new-episodes' })).rejects.toMatchObject({ code: 'invalid-cassette' })
    writeFileSync(folder.file(name), old('zero'))
    await (await open(folder, { mode: 'new-episodes' })).close()
    expect(await answers(folder)).toEqual(['old zero', 'new one'])
    expect(await filesIn(folder)).toEqual([name])
  })

  test('a cassette that was deleted or edited meanwhile: what was recorded comes behind what is there', async () => {
    await using folder = await tempFolder()
    for (const now of [undefined, old('three')]) {
      writeFileSync(folder.file(name), old('one'))
      const recorder = await open(folder, { mode: 'new-episodes' })
      expect(ask(recorder, 'one', 'two')).toEqual(['old one', 'recorded'])
      rmSync(folder.file(name))
      if (now) writeFileSync(folder.file(name), now)
      await recorder.close()
      expect(await answers(folder)).toEqual(now ? ['old three', 'new two'] : ['new two'])
    }
  })

  test('a file to which nothing can be added is refused before a journal is begun, or a dead one adopted', async () => {
    await using folder = await tempFolder()
    writeFileSync(folder.file(name), '{"version": 2, "interactions": []}')
    mkdirSync(folder.file(`${name}.recording`))
    writeFileSync(folder.file(`${name}.recording`, '4194999-1-00.jsonl'), 'x\n')
    await expect(open(folder, { mode: 'new-episodes' })).rejects.toThrow(/Cannot add to/)
    expect(await filesIn(folder)).toEqual([name, `${name}.recording/4194999-1-00.jsonl`])
  })

  test.skipIf(process.platform !== 'linux')('a folder in which nothing can be written is refused when a recorder opens', async () => {
    // Root may write anywhere but there.
    for (const mode of ['once', 'new-episodes', 'rerecord'] as const) {
      await expect(open(fileStore('/proc'), { mode })).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringContaining('/proc/a.yaml'),
      })
    }
    await (await open(fileStore('/proc'), { mode: 'replay' })).close()
    expect(existsSync('/proc/a.yaml.recording')).toBe(false)
  })
})

test('a store that keeps no journals saves at close, and recorders that share it lose nothing either', async () => {
  const { journals: _, ...store } = memoryStore({ [name]: old('old') })
  const recorders = await Promise.all(Array.from({ length: 8 }, () => open(store, { mode: 'new-episodes' })))
  for (const [index, recorder] of recorders.entries()) {
    const [slow, quick] = [begin(recorder, `${index} slow`) as Capture, begin(recorder, `${index} quick`) as Capture]
    quick.end()
    slow.end()
  }
  await Promise.all(recorders.map((recorder) => recorder.close()))
  const all = (await answers(store))!
  expect(all.length).toBe(17)
  expect(all[0]).toBe('old old')
  expect(all.slice(1, 3)).toEqual(['new 0 slow', 'new 0 quick'])
})
