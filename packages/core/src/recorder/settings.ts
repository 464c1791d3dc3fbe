import { RespoolError } from '../model/errors.ts'
import type { CassetteFormat } from '../model/format.ts'
import { openaiProfile, type ApiProfile } from '../model/profile.ts'
import type { CassetteStore, Durability } from '../model/store.ts'
import { matchRules, type MatchRules } from '../match/rules.ts'
import { redactRules, type RedactRules } from '../redact/rules.ts'
import { systemClock, type Clock } from './clock.ts'
import type { RecorderOptions } from './contract.ts'
import { resolveMode, type Environment, type Mode } from './mode.ts'
import { scaleOf } from './pace.ts'

/** {@link RecorderOptions}, checked and with defaults, and where the cassette is. */
export interface Settings {
  readonly store: CassetteStore
  readonly name: string
  /** The cassette's full location, for people. */
  readonly location: string
  readonly format: CassetteFormat
  readonly mode: Mode
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
  checkNames(options)
  const profile = options.profile ?? openaiProfile
  return {
    store,
    name,
    location: store.describe(name),
    format,
    mode: resolveMode(options.mode, env),
    rules: matchRules(options.match),
    repeats: options.repeats ?? false,
    scale: scaleOf(options.pace ?? 'instant'),
    taped: tapes(options.hosts),
    others: oneOf('others', options.others ?? 'pass', ['pass', 'miss']),
    redact: redactRules(options.redact, profile),
    recordErrors: options.recordErrors ?? false,
    onMiss: oneOf('onMiss', options.onMiss ?? 'respond', ['respond', 'throw']),
    strict: options.strict ?? false,
    durability: oneOf('durability', options.durability ?? 'process', ['process', 'fsync']),
    profile,
    clock: options.clock ?? systemClock,
  }
}

// Typed by the options, so that a new one cannot be forgotten here.
const optionNames = Object.keys({
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

function checkNames(options: RecorderOptions): void {
  for (const option of Object.keys(options)) {
    if (optionNames.includes(option)) continue
    const expected = optionNames.join(', ')
    throw new RespoolError('invalid-option', `${JSON.stringify(option)} is no option of openRecorder. There are: ${expected}.`, {
      option,
      value: (options as { [name: string]: unknown })[option],
      expected,
    })
  }
}

function oneOf<Value extends string>(option: string, value: Value, allowed: readonly Value[]): Value {
  if (allowed.includes(value)) return value
  const expected = allowed.map((each) => `'${each}'`).join(' or ')
  throw new RespoolError('invalid-option', `${option} is ${JSON.stringify(value)}. It is ${expected}.`, { option, value, expected })
}

function tapes(hosts: RecorderOptions['hosts']): (url: string) => boolean {
  if (!hosts) return () => true
  return (url) => {
    if (!URL.canParse(url)) return false
    const { host, hostname } = new URL(url)
    return hosts.some((each) => (typeof each === 'string' ? each === host || each === hostname : host.search(each) !== -1))
  }
}
