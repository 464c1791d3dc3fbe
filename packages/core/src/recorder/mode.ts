import { invalidOption, show } from '../model/options.ts'

export const modes = ['replay', 'once', 'new-episodes', 'rerecord', 'passthrough'] as const

/** What becomes of a request: see `RecorderOptions.mode`. */
export type Mode = (typeof modes)[number]

export type Environment = Readonly<Record<string, string | undefined>>

/** The mode in force: the code's own, else RESPOOL_MODE, else `once`, or `replay` where CI is set. */
export function resolveMode(explicit: Mode | undefined, env: Environment): Mode {
  if (explicit !== undefined) return checkMode(explicit, 'mode')
  // An empty variable is how shells and CI forms say "not set".
  if (env['RESPOOL_MODE']) return checkMode(env['RESPOOL_MODE'], 'RESPOOL_MODE')
  return isSet(env['CI']) ? 'replay' : 'once'
}

/** Why it is that mode, where somebody who reads only the code would wonder. */
export function reasonOfMode(explicit: Mode | undefined, env: Environment): string | undefined {
  if (explicit !== undefined) return undefined
  if (env['RESPOOL_MODE']) return 'RESPOOL_MODE says so'
  return isSet(env['CI']) ? 'CI is set' : undefined
}

function checkMode(value: string, option: string): Mode {
  const mode = modes.find((each) => each === value)
  if (mode) return mode
  const expected = modes.join(', ')
  throw invalidOption(option, value, expected, `${option} is ${show(value)}, which is no mode. It is one of: ${expected}.`)
}

function isSet(variable: string | undefined): boolean {
  return variable !== undefined && variable !== '' && variable !== '0' && variable.toLowerCase() !== 'false'
}
