import { existsSync, readFileSync, statSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { filesBelow, startServer, tempFolder, type TempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { acknowledged, labelsIn, letGo, startCramped, startProcess, startThread } from './__fixtures__/crew.ts'
import type { Job } from './__fixtures__/record-many.ts'
import { createFetch, openRecorder } from './index.ts'

// The suite takes seconds; RESPOOL_FULL=1 runs what the promise names, in minutes.
const full = Boolean(process.env['RESPOOL_FULL'])
const scale = full ? { kills: 200, processes: 16, threads: 8, each: 50 } : { kills: 12, processes: 4, threads: 3, each: 10 }
const patience = full ? 900_000 : 120_000
const all = scale.processes * scale.each
const seed = Number(process.env['RESPOOL_SEED'] ?? 20261121)

const allLabels = (workers: number) =>
  Array.from({ length: workers }, (_, worker) => Array.from({ length: scale.each }, (__, number) => `${worker}:${number}`)).flat()

function jobsIn(folder: TempFolder, url: string, mode: Job['mode'], workers = scale.processes, name = 'a'): Job[] {
  return Array.from({ length: workers }, (_, worker) => ({
    cassette: folder.file(`${name}.yaml`),
    acks: folder.file(`acks-${name}`),
    mode,
    worker,
    count: scale.each,
    url,
  }))
}

/** Opens and closes: what the dead have left is saved. */
async function reopen(file: string): Promise<number> {
  return (await (await openRecorder(file, { mode: 'new-episodes' })).close()).recovered
}

function acksIn(file: string): number {
  return existsSync(file) ? statSync(file).size : 0
}

async function expectWhole(folder: TempFolder, labels: readonly string[]): Promise<void> {
  const found = await labelsIn(folder.file('a.yaml'))
  expect(found.labels.toSorted()).toEqual(labels.toSorted())
  expect(new Set(found.ids).size).toBe(labels.length)
  expect((await filesBelow(folder.path)).map(({ path }) => path).filter((path) => path !== 'acks-a')).toEqual(['a.yaml'])
}

test(
  `killed at ${scale.kills} random moments while it records, a process loses nothing whose end the application has seen`,
  async () => {
    await using server = await startServer()
    await using folder = await tempFolder()
    const random = randomOf(seed)
    const tally = { kills: 0, ended: 0, recovered: 0, acknowledged: 0, stored: 0 }
    for (let run = 0; tally.kills < scale.kills; run++) {
      // A new cassette now and then: otherwise reading what has come together takes all the time.
      const [job] = jobsIn(folder, server.url, 'new-episodes', 1, `${Math.floor(run / 6)}`)
      // Large ones, so that some kills come in the middle of writing them. Numbered through, so that a label is asked for once.
      const member = startProcess({ ...job!, worker: run, count: 12, large: 100_000 })
      await member.opened
      member.go()
      // Long enough for some to be killed while they close, and for a few to come through.
      // Most from the first answer on: on a busy machine nothing else would ever come that far.
      const told = acksIn(job!.acks)
      if (random() < 0.8)
        for (let waited = 0; acksIn(job!.acks) === told && waited < 10_000; waited += 5) await Promise.race([sleep(5), member.ended])
      await Promise.race([sleep(random() * 400), member.ended])
      member.kill()
      if (await member.ended) tally.ended++
      else tally.kills++
      await labelsIn(job!.cassette)
      // Else the next one recovers it.
      if (random() < 0.4) tally.recovered += await reopen(job!.cassette)
    }
    for (const { path } of await filesBelow(folder.path)) {
      if (!path.startsWith('acks-')) continue
      const cassette = folder.file(path.replace('acks-', '').concat('.yaml'))
      await reopen(cassette)
      const { labels, ids } = await labelsIn(cassette)
      const acks = acknowledged(folder.file(path))
      tally.acknowledged += acks.length
      tally.stored += labels.length
      expect(acks.filter((label) => !labels.includes(label))).toEqual([])
      // It may be stored and the application not told, but never twice.
      expect(new Set(labels).size).toBe(labels.length)
      expect(new Set(ids).size).toBe(labels.length)
      expect(existsSync(`${cassette}.recording`)).toBe(false)
    }
    if (full) console.log({ seed, ...tally })
    expect(tally.acknowledged).toBeGreaterThan(scale.kills)
  },
  patience,
)

describe(`${scale.processes} processes record ${scale.each} interactions each into one cassette, all open before the first closes`, () => {
  test.each<[string, Job['mode'], boolean]>([
    ['new-episodes, without a cassette', 'new-episodes', false],
    ['new-episodes, with one', 'new-episodes', true],
    ['once, without one', 'once', false],
  ])(
    `%s: all ${all} are there, each with an id of its own`,
    async (title, mode, there) => {
      await using server = await startServer()
      await using folder = await tempFolder()
      const before = there ? await recordOne(folder, server.url) : ''
      const reports = await letGo(jobsIn(folder, server.url, mode).map(startProcess))
      if (full) console.log(title, { longestClose: Math.max(...reports.map((report) => report!.closing)) })
      await expectWhole(folder, [...(there ? ['99:0'] : []), ...allLabels(scale.processes)])
      expect(readFileSync(folder.file('a.yaml'), 'utf8').startsWith(before)).toBe(true)
    },
    patience,
  )

  test(
    `once, with a finished one: nothing is recorded, ${all} misses, the file is unchanged`,
    async () => {
      await using server = await startServer()
      await using folder = await tempFolder()
      const before = await recordOne(folder, server.url)
      const reached = server.count
      const reports = await letGo(jobsIn(folder, server.url, 'once').map(startProcess))
      expect(reports.reduce((misses, report) => misses + report!.misses, 0)).toBe(all)
      expect(server.count).toBe(reached)
      expect(readFileSync(folder.file('a.yaml'), 'utf8')).toBe(before)
      await expectWhole(folder, ['99:0'])
    },
    patience,
  )

  test(
    'one of them killed: only what it had not finished is missing',
    async () => {
      await using server = await startServer()
      await using folder = await tempFolder()
      const half = Math.floor(scale.each / 2)
      // The answer that never ends, at which it is killed.
      const stalled = server.nextStream(({ text }) => text.includes(`"label":"0:${half}"`))
      const jobs = jobsIn(folder, server.url, 'once').map((job) => ({ ...job, lanes: 1 }))
      const members = jobs.map(startProcess)
      void stalled.chunk('half an answ')
      void stalled.request.then(() => sleep(30)).then(() => members[0]!.kill())
      const reports = await letGo(members)
      expect(reports.filter((report) => report === undefined).length).toBe(1)
      expect(await reopen(folder.file('a.yaml'))).toBe(half)
      const missing = new Set(Array.from({ length: scale.each - half }, (_, index) => `0:${half + index}`))
      await expectWhole(
        folder,
        allLabels(scale.processes).filter((label) => !missing.has(label)),
      )
    },
    patience,
  )
})

test(
  `${scale.threads} worker threads record into one cassette and lose nothing`,
  async () => {
    await using server = await startServer()
    await using folder = await tempFolder()
    await letGo(jobsIn(folder, server.url, 'once', scale.threads).map(startThread))
    await expectWhole(folder, allLabels(scale.threads))
  },
  patience,
)

describe.skipIf(process.platform === 'win32')('where a file cannot grow as far as it should', () => {
  // Four short ones, then one that has no room in the journal.
  const cramped = async (large: number, bytes: number) => {
    const server = await startServer()
    const folder = await tempFolder()
    const [job] = jobsIn(folder, server.url, 'once', 1)
    const [report] = await letGo([startCramped({ ...job!, count: 5, lanes: 1, large, pad: '"' }, bytes)])
    const stop = async () => {
      await server.stop()
      await folder[Symbol.asyncDispose]()
    }
    return { folder, report: report!, [Symbol.asyncDispose]: stop }
  }
  const labels = Array.from({ length: 5 }, (_, number) => `0:${number}`)

  test('what the journal has no room for is saved at close, which says so', async () => {
    // JSON escapes quotes, so they are longer in the journal than in the cassette.
    await using run = await cramped(50_000, 300_000)
    expect(run.report.warnings).toEqual([expect.stringMatching(/1 interaction could not be journalled.*EFBIG/)])
    await expectWhole(run.folder, labels)
  })

  test('where the cassette has no room either, close fails, and what is in the journal is not lost', async () => {
    await using run = await cramped(50_000, 100_000)
    expect(run.report.failure).toMatch(
      /Could not write .*a\.yaml: EFBIG.*All that was recorded but one interaction, which had no room anywhere, is kept in/,
    )
    expect(await labelsIn(run.folder.file('a.yaml'))).toMatchObject({ labels: [] })
    await reopen(run.folder.file('a.yaml'))
    await expectWhole(run.folder, labels.slice(0, 4))
  })
})

/** A finished cassette of one interaction, 99:0. */
async function recordOne(folder: TempFolder, url: string): Promise<string> {
  const recorder = await openRecorder(folder.file('a.yaml'), { mode: 'once' })
  const body = JSON.stringify({ label: '99:0' })
  await (await createFetch(recorder)(`${url}/echo/body`, { method: 'POST', body })).text()
  await recorder.close()
  return readFileSync(folder.file('a.yaml'), 'utf8')
}

/** Mulberry32: the same numbers for the same seed, everywhere. */
function randomOf(state: number): () => number {
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let value = Math.imul(state ^ (state >>> 15), 1 | state)
    value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value
    return ((value ^ (value >>> 14)) >>> 0) / 4294967296
  }
}
