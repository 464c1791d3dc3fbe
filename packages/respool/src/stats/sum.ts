import type { LoadedCassette } from '../cassettes/load.ts'
import { hostOf } from '../exchange/model.ts'
import { shown } from '../show/interaction.ts'

/** What counts of one interaction. */
export interface Counted {
  readonly host: string
  readonly model: string
  readonly api: string
  readonly status: string
  readonly end: string
  readonly streamed: boolean
  readonly chunks: number
  readonly bytes: number
  readonly input: number
  readonly output: number
  /** Milliseconds until the first chunk and until the end, where both were recorded. */
  readonly took?: { readonly first: number; readonly end: number }
  readonly recordedAt?: string
}

/** A share of the whole. */
export interface Share {
  readonly name: string
  readonly interactions: number
  /** Tokens. */
  readonly input: number
  readonly output: number
}

/** Of times, in milliseconds: the middle one, and the one that a tenth exceeds. */
export interface Times {
  readonly median: number
  readonly p90: number
}

/** Many cassettes in figures. */
export interface Sums {
  readonly cassettes: number
  readonly interactions: number
  /** Of files. */
  readonly bytes: number
  /** Of answers. */
  readonly answered: number
  /** Tokens. */
  readonly input: number
  readonly output: number
  /** Each with the most interactions first. */
  readonly formats: readonly Share[]
  readonly hosts: readonly Share[]
  readonly models: readonly Share[]
  readonly apis: readonly Share[]
  readonly statuses: readonly Share[]
  readonly ends: readonly Share[]
  readonly streams: { readonly interactions: number; readonly chunks: number }
  /** Of interactions whose chunks' arrival was recorded; absent where there are none. */
  readonly times?: { readonly interactions: number; readonly first: Times; readonly end: Times }
  /** ISO 8601, in UTC; absent where no cassette says. */
  readonly recorded?: { readonly first: string; readonly last: string }
}

/** A cassette in figures, its content left behind: there may be thousands. */
export function counted({ interactions, ...cassette }: LoadedCassette): { format: string; bytes: number; interactions: Counted[] } {
  return { format: cassette.format, bytes: cassette.bytes, interactions: interactions.map(countedInteraction) }
}

function countedInteraction(placed: LoadedCassette['interactions'][number]): Counted {
  const { url, status, end, streamed, chunks, boundaries, bytes, took, recordedAt, conversation } = shown(placed)
  return {
    host: hostOf(url) ?? 'no host',
    model: conversation.model ?? 'no model',
    api: conversation.api ?? 'others',
    status: String(status),
    end,
    streamed,
    chunks,
    bytes,
    input: conversation.usage?.input ?? 0,
    output: conversation.usage?.output ?? 0,
    ...(took && boundaries === 'recorded' && { took: { first: took.first, end: took.end } }),
    ...(recordedAt !== undefined && { recordedAt }),
  }
}

export function sumUp(cassettes: readonly ReturnType<typeof counted>[]): Sums {
  const all = cassettes.flatMap((each) => each.interactions)
  const formats = cassettes.flatMap(({ format, interactions }) => interactions.map((each) => ({ ...each, format })))
  const streams = all.filter(({ streamed }) => streamed)
  const took = all.flatMap((each) => each.took ?? [])
  const recorded = all.flatMap(({ recordedAt }) => recordedAt ?? []).sort()
  return {
    cassettes: cassettes.length,
    interactions: all.length,
    bytes: sum(cassettes, ({ bytes }) => bytes),
    answered: sum(all, ({ bytes }) => bytes),
    input: sum(all, ({ input }) => input),
    output: sum(all, ({ output }) => output),
    formats: shares(formats, ({ format }) => format),
    hosts: shares(all, ({ host }) => host),
    models: shares(all, ({ model }) => model),
    apis: shares(all, ({ api }) => api),
    statuses: shares(all, ({ status }) => status),
    ends: shares(all, ({ end }) => end),
    streams: { interactions: streams.length, chunks: sum(streams, ({ chunks }) => chunks) },
    ...(took.length > 0 && {
      times: { interactions: took.length, first: timesOf(took.map(({ first }) => first)), end: timesOf(took.map(({ end }) => end)) },
    }),
    ...(recorded.length > 0 && { recorded: { first: recorded[0]!, last: recorded.at(-1)! } }),
  }
}

function shares<Item extends Counted>(items: readonly Item[], nameOf: (item: Item) => string): Share[] {
  const found = new Map<string, Share>()
  for (const item of items) {
    const name = nameOf(item)
    const { interactions, input, output } = found.get(name) ?? { interactions: 0, input: 0, output: 0 }
    found.set(name, { name, interactions: interactions + 1, input: input + item.input, output: output + item.output })
  }
  return [...found.values()].sort((a, b) => b.interactions - a.interactions || (a.name < b.name ? -1 : 1))
}

function timesOf(values: readonly number[]): Times {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { median: at(0.5), p90: at(0.9) }
}

function sum<Item>(items: readonly Item[], of: (item: Item) => number): number {
  return items.reduce((so, item) => so + of(item), 0)
}
