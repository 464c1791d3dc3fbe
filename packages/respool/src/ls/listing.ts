import { answerValues } from '../exchange/answer.ts'
import { hostOf, modelOf } from '../exchange/model.ts'
import { usageOf } from '../exchange/usage.ts'
import type { LoadedCassette } from '../cassettes/load.ts'

/** A line of the list. */
export interface ListedCassette {
  /** Its path from the current folder; that of a folder ends in `/`. */
  readonly cassette: string
  readonly format: string
  readonly interactions: number
  /** Each once, in the order in which they come. */
  readonly hosts: readonly string[]
  readonly models: readonly string[]
  /** In and out, as the APIs counted them; absent where none did. */
  readonly tokens?: number
  readonly bytes: number
  /** ISO 8601, in UTC. */
  readonly modified: string
}

/** What there is to say about a cassette in one line. */
export function listed({ name, format, interactions, bytes, modified }: LoadedCassette): ListedCassette {
  const usages = interactions.flatMap(({ interaction }) => usageOf(answerValues(interaction.response)) ?? [])
  const tokens = usages.reduce((sum, { input, output }) => sum + input + output, 0)
  return {
    cassette: name,
    format,
    interactions: interactions.length,
    hosts: once(interactions.map(({ interaction }) => hostOf(interaction.request.url))),
    models: once(interactions.map(({ interaction }) => modelOf(interaction.request))),
    ...(usages.length > 0 && { tokens }),
    bytes,
    modified: new Date(modified).toISOString(),
  }
}

function once(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))]
}
