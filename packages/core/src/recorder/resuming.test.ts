import { appendFileSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs'
import { tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import type { Capture } from './contract.ts'
import { answers, ask, begin, filesIn, kill, name, old, open } from './durable.test-data.ts'

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

test('what a process had closed and not yet merged when it was killed is in the cassette at once, and counted', async () => {
  await using folder = await tempFolder()
  for (const [index, mode] of (['once', 'new-episodes'] as const).entries()) {
    ask(await open(folder, { mode: 'new-episodes' }), `one ${index}`, `two ${index}`)
    kill(folder)
    const below = folder.file(`${name}.recording`)
    const [journal] = readdirSync(below)
    renameSync(`${below}/${journal}`, `${below}/${journal!.replace('.jsonl', '.done')}`)
    const recorder = await open(folder, { mode })
    expect(ask(recorder, `one ${index}`)).toEqual([`new one ${index}`])
    const { recovered, recorded, warnings } = await recorder.close()
    expect({ recovered, recorded }).toEqual({ recovered: 2, recorded: 0 })
    expect(warnings).toEqual([expect.stringMatching(/recovered 2 interactions of a process that ended.*; they are in the cassette now\.$/)])
  }
  expect(await answers(folder)).toEqual(['new one 0', 'new two 0', 'new one 1', 'new two 1'])
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
