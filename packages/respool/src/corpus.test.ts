import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { loadCassettes, type LoadedCassette } from './cassettes/load.ts'
import { compare, isSame } from './diff/compare.ts'
import { readConversation } from './exchange/read.ts'
import { formatInteraction } from './show/format.ts'
import { shown } from './show/interaction.ts'
import { timelineOf } from './show/timeline.ts'
import { drawTimeline } from './show/draw.ts'
import { styleOf } from './terminal/style.ts'

const corpus = fileURLToPath(new URL('../../../../shared/corpus', import.meta.url))
const there = existsSync(corpus)
if (!there) console.log('skipped: ../shared/corpus is not beside this clone')

describe.skipIf(!there)('on recordings of other people', () => {
  const page = { columns: 80, style: styleOf({ color: false }) }

  async function* cassettes(): AsyncGenerator<LoadedCassette> {
    for await (const loaded of loadCassettes([corpus], corpus)) {
      if (loaded.kind === 'unreadable') throw new Error(loaded.reason)
      yield loaded
    }
  }

  test('all can be read, and nothing leaves its columns', async () => {
    let interactions = 0
    for await (const { interactions: all } of cassettes()) {
      for (const each of all) {
        interactions++
        const lines = `${formatInteraction(shown(each), page)}${drawTimeline(timelineOf(each), page)}`.split('\n')
        expect(lines.filter((line) => stringWidth(line) > 80)).toEqual([])
      }
    }
    expect(interactions).toBeGreaterThan(800)
  }, 120_000)

  test('whoever was asked for a completion is known, and what was answered is', async () => {
    const unknown: string[] = []
    for await (const { name, interactions } of cassettes()) {
      for (const { id, interaction } of interactions) {
        const { url, body } = interaction.request
        if (
          body.length === 0 ||
          !/\/(?:chat\/completions|messages|responses|v1\/completions|api\/chat)$/.test(new URL(url).pathname) ||
          /threads/.test(url)
        )
          continue
        const { api, answers, error } = readConversation(interaction)
        const plain = answers.every(({ parts }) => parts.every(({ kind }) => kind === 'data'))
        if (api === undefined || (error === undefined && interaction.response.status < 400 && plain)) unknown.push(`${name} ${id} ${url}`)
      }
    }
    expect(unknown).toEqual([])
  }, 120_000)

  test('each is the same as itself', async () => {
    for await (const loaded of cassettes()) expect(compare(loaded, loaded).interactions.filter((each) => !isSame(each))).toEqual([])
  }, 120_000)

  test('ls and stats count the same', async () => {
    const [ls, stats] = [await call(['ls', '--json', corpus]), await call(['stats', '--json', corpus])]
    const listed = (JSON.parse(ls.out) as { cassettes: { interactions: number; tokens?: number }[] }).cassettes
    const sums = JSON.parse(stats.out) as { cassettes: number; interactions: number; input: number; output: number }
    const sum = (values: number[]) => values.reduce((so, each) => so + each, 0)
    expect(sums.cassettes).toBe(listed.length)
    expect(sums.interactions).toBe(sum(listed.map(({ interactions }) => interactions)))
    expect(sums.input + sums.output).toBe(sum(listed.map(({ tokens }) => tokens ?? 0)))
    expect([ls.code, stats.code]).toEqual([0, 0])
  }, 120_000)
})
