import { checkNames, invalidOption, isText, show } from '../model/options.ts'
import { goVcr } from '../formats/go-vcr/index.ts'
import type { Recorder, RecorderOptions } from './contract.ts'
import type { Environment } from './mode.ts'
import { createRecorder, type RunIn } from './recorder.ts'
import { openSession } from './session.ts'
import { optionNames, resolveSettings, type Place } from './settings.ts'

/** Opens a cassette, which need not exist yet: where files are by its path, elsewhere by its name in `options.store`. */
export type OpenRecorder = (location: string | URL, options?: RecorderOptions) => Promise<Recorder>

/** What differs from one runtime to the next. */
export interface Platform {
  environment(): Environment
  /** Where a path or file URL is kept, on runtimes that have files; it may name a folder where the format reads `folders`. */
  place?(location: string | URL, folders: boolean): Place
  /** How a recorder is bound to an async context, on runtimes that have them. */
  runIn?: RunIn
}

export function createOpenRecorder(platform: Platform): OpenRecorder {
  return async (location, options = {}) => {
    checkNames('openRecorder', options, optionNames)
    const place = placeOf(location, options, platform)
    const format = options.format ?? goVcr
    const settings = resolveSettings(options, place, format, platform.environment())
    return createRecorder(settings, await openSession(settings), platform.runIn ?? runNowhere)
  }
}

function runNowhere(): never {
  const expected = 'the recorder given to the adapter, as in patchFetch({ recorder })'
  throw invalidOption('run', undefined, expected, `This runtime has no async contexts for recorder.run(). What works is ${expected}.`)
}

function placeOf(location: string | URL, { store, format }: RecorderOptions, platform: Platform): Place {
  if (!(location instanceof URL) && !isText(location)) {
    const expected = 'a path such as __cassettes__/hi.yaml, or a URL'
    throw invalidOption(
      'location',
      location,
      expected,
      `The cassette's location is ${location === '' ? 'empty' : show(location)}. openRecorder takes ${expected}.`,
    )
  }
  const folders = format?.open !== undefined
  if (store) return { store, name: folders ? String(location).replace(/\/$/, '') : String(location) }
  if (platform.place) return platform.place(location, folders)
  const expected = '`store`, since this runtime has no files'
  const message = `openRecorder(${show(String(location))}) needs ${expected}: memoryStore(), or one of your own.`
  throw invalidOption('store', undefined, expected, message)
}
