import { join } from 'node:path'
import { readFileSync } from 'node:fs'
import { parseCassette, type Interaction } from '@respool/core'
import { checkInteraction, driftReport, readExchange, type ChunkOf, type PlacedCheck } from '@respool/openai'
import { describe, expect, expectTypeOf, test } from 'vitest'
import { besideClone, filesIn } from './__fixtures__/shared.ts'
import { llamaStackFile } from './__fixtures__/recordings.ts'
import { llamaStack } from './llama-stack/format.ts'
import type { Nulls } from './llama-stack/nulls.ts'
import { vcrpy } from './vcrpy/format.ts'

const ofVcrpy = besideClone('corpus/vcrpy')
const ofLlamaStack = besideClone('corpus/llama-stack')
const seeds = besideClone('seeds')

/** The chunks of a streamed chat, by the types of OpenAI's specification. */
function chunksOf(interaction: Interaction): ChunkOf<'POST /chat/completions'>[] {
  const exchange = readExchange(interaction)
  if (exchange?.operation !== 'POST /chat/completions' || exchange.answer.kind !== 'stream') throw new Error('no streamed chat')
  return exchange.answer.chunks.flatMap((chunk) => (chunk.kind === 'json' ? [chunk.value] : []))
}

test('the chunks of a recording have the types of the specification, and depart from it nowhere but in what the recorder replaced', async () => {
  const [interaction] = (await parseCassette(llamaStackFile.bytes, { format: llamaStack() })).interactions
  const chunks = chunksOf(interaction!)
  expectTypeOf(chunks).toEqualTypeOf<ChunkOf<'POST /chat/completions'>[]>()
  expect(chunks.map(({ choices: [choice] }) => choice?.delta.content ?? '').join('')).toBe('Chuva.')
  expect(checkInteraction(interaction!).departures.filter(({ known }) => !known)).toEqual([])
})

test.skipIf(seeds === undefined)(
  'the reference recording departs nowhere from the specification; as Python dumped it, it does in every chunk',
  async () => {
    const departures = async (nulls: Nulls) => {
      const { interactions } = await parseCassette(readFileSync(join(seeds!, 'llama-stack-openai-stream.json')), {
        format: llamaStack({ nulls }),
      })
      expect(chunksOf(interactions[0]!).length).toBe(10)
      return checkInteraction(interactions[0]!).departures.filter(({ kind }) => kind === 'null-for-absent')
    }
    expect((await departures('restore')).filter(({ path }) => path !== '$.system_fingerprint')).toEqual([])
    expect(new Set((await departures('keep')).map(({ chunk }) => chunk)).size).toBe(10)
  },
)

describe('drift between recordings and the specification', () => {
  test.skipIf(ofVcrpy === undefined)('of the cassettes of vcrpy', async () => {
    const checks: PlacedCheck[] = []
    for (const { name, bytes } of filesIn(ofVcrpy!)) {
      const { interactions } = await parseCassette(bytes, { name, format: vcrpy() })
      for (const [index, each] of interactions.entries())
        checks.push({ place: `${name}, interaction ${index}`, check: checkInteraction(each) })
    }
    const figures = figuresOf(checks)
    console.log('vcrpy', figures)
    expect(figures.interactions).toBe(412)
    expect(figures['of OpenAI’s operations']).toBeGreaterThan(200)
  })

  test.skipIf(ofLlamaStack === undefined)(
    'of the recordings of llama-stack: restored, they have next to none of the nulls that Python has added',
    async () => {
      const figures: { [nulls: string]: Figures } = {}
      for (const nulls of ['restore', 'keep'] as const) {
        const checks: PlacedCheck[] = []
        for (const { name, bytes } of filesIn(ofLlamaStack!)) {
          const { interactions } = await parseCassette(bytes, { name, format: llamaStack({ nulls }) })
          for (const each of interactions.slice(0, 1)) checks.push({ place: name, check: checkInteraction(each) })
        }
        figures[nulls] = figuresOf(checks)
      }
      console.log('llama-stack', figures)
      const nulls = (of: string) => figures[of]!['null-for-absent, not known of a dialect'] ?? 0
      expect(nulls('restore')).toBeLessThan(nulls('keep') / 50)
    },
  )
})

interface Figures {
  readonly interactions: number
  readonly 'of OpenAI’s operations': number
  readonly [kind: string]: number
}

function figuresOf(checks: readonly PlacedCheck[]): Figures {
  const counts: { [kind: string]: number } = {}
  for (const { kind, count, known } of driftReport(checks)) {
    counts[kind] = (counts[kind] ?? 0) + count
    if (!known) counts[`${kind}, not known of a dialect`] = (counts[`${kind}, not known of a dialect`] ?? 0) + count
  }
  return {
    interactions: checks.length,
    'of OpenAI’s operations': checks.filter(({ check }) => check.operation !== undefined).length,
    ...counts,
  }
}
