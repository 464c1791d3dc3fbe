import { isRespoolError } from '../model/errors.ts'
import type { Cassette } from '../model/cassette.ts'
import { invalidOption } from '../model/options.ts'
import type { CassetteFormat } from '../model/format.ts'
import { httpRequest, type Interaction } from '../model/interaction.ts'
import { replaceSame } from './merge.ts'
import type { Settings } from './settings.ts'

// Each try fails only because another process has just succeeded, so they cannot go on failing for long.
const mostTries = 20

/** Adds what was recorded to whatever the store holds by now: another process may have written since this one looked. */
export async function save(settings: Settings, recorded: readonly Interaction[]): Promise<void> {
  const { store, name, format, location } = settings
  const stringify = writerOf(settings)
  for (let tries = 1; ; tries++) {
    const current = await store.read(name)
    const cassette: Cassette = current ? await format.parse(current, { name: location }) : { interactions: [] }
    const bytes = stringify({ ...cassette, interactions: merge(settings, cassette.interactions, recorded) })
    try {
      return await store.write(name, bytes, { expected: current ?? null })
    } catch (error) {
      if (!isRespoolError(error, 'cassette-changed') || tries === mostTries) throw error
    }
  }
}

const probe: Interaction = {
  request: httpRequest({ url: 'https://respool.invalid/' }),
  response: { status: 200, statusText: 'OK', headers: [], chunks: [], boundaries: 'derived', end: 'complete' },
}

/** Throws now, rather than after the recording, where nothing could be added to the cassette. */
export function checkWritable(settings: Settings, cassette: Cassette | undefined): void {
  const stringify = writerOf(settings)
  if (cassette) stringify({ ...cassette, interactions: [...cassette.interactions, probe] })
}

export function writerOf({ format, mode, location }: Settings): NonNullable<CassetteFormat['stringify']> {
  if (format.stringify) return format.stringify
  const expected = 'replay'
  const message = `${location}: the format ${format.name} is only read, so mode ${mode} cannot record in it. Use mode: '${expected}', or another format.`
  throw invalidOption('format', format.name, expected, message)
}

function merge({ mode, rules }: Settings, existing: readonly Interaction[], recorded: readonly Interaction[]): readonly Interaction[] {
  return mode === 'rerecord' ? replaceSame(existing, recorded, rules) : [...existing, ...recorded]
}
