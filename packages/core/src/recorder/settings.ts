import type { CassetteFormat } from '../model/format.ts'
import { oneOf } from '../model/options.ts'
import { openaiProfile, type ApiProfile } from '../model/profile.ts'
import type { CassetteStore, Durability } from '../model/store.ts'
import { matchRules, type MatchRules } from '../match/rules.ts'
import { redactRules, type RedactRules } from '../redact/rules.ts'
import { systemClock, type Clock } from './clock.ts'
import type { RecorderOptions } from './contract.ts'
import { tapedHosts } from './hosts.ts'
import { reasonOfMode, resolveMode, type Environment, type Mode } from './mode.ts'
import { scaleOf } from './pace.ts'

/** {@link RecorderOptions}, checked and with defaults, and where the cassette is. */
export interface Settings {
  readonly store: CassetteStore
  readonly name: string
  /** The cassette's full location, for people. */
  readonly location: string
  readonly format: CassetteFormat
  readonly mode: Mode
  /** Why that mode, where the code does not say so. */
  readonly modeReason: string | undefined
  readonly rules: MatchRules
  readonly repeats: boolean
  readonly scale: number
  readonly taped: (url: string) => boolean
  readonly others: 'pass' | 'miss'
  readonly redact: RedactRules | undefined
  readonly recordErrors: boolean
  readonly onMiss: 'respond' | 'throw'
  readonly strict: boolean
  readonly durability: Durability
  readonly profile: ApiProfile
  readonly clock: Clock
}

/** Where a cassette is kept. */
export interface Place {
  readonly store: CassetteStore
  readonly name: string
}

export function resolveSettings(options: RecorderOptions, { store, name }: Place, format: CassetteFormat, env: Environment): Settings {
  const profile = options.profile ?? openaiProfile
  const { defaults = {} } = format
  // Who decides alone decides all of it.
  const rules = matchRules(options.match?.custom ? options.match : { ...defaults.match, ...options.match })
  return {
    store,
    name,
    location: store.describe(name),
    format,
    mode: resolveMode(options.mode, env),
    modeReason: reasonOfMode(options.mode, env),
    rules,
    repeats: options.repeats ?? defaults.repeats ?? false,
    scale: scaleOf(options.pace ?? 'instant'),
    taped: tapedHosts(options.hosts),
    others: oneOf('others', options.others ?? 'pass', ['pass', 'miss']),
    redact: redactRules(options.redact, profile, env, rules.headers),
    recordErrors: options.recordErrors ?? false,
    onMiss: oneOf('onMiss', options.onMiss ?? 'respond', ['respond', 'throw']),
    strict: options.strict ?? false,
    durability: oneOf('durability', options.durability ?? 'process', ['process', 'fsync']),
    profile,
    clock: options.clock ?? systemClock,
  }
}

// Typed by the options, so that a new one cannot be forgotten here.
export const optionNames = Object.keys({
  mode: true,
  match: true,
  repeats: true,
  pace: true,
  hosts: true,
  others: true,
  redact: true,
  recordErrors: true,
  onMiss: true,
  strict: true,
  durability: true,
  format: true,
  store: true,
  profile: true,
  clock: true,
} satisfies { [Name in keyof Required<RecorderOptions>]: true })
