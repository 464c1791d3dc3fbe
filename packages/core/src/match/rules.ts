import type { HttpRequest } from '../model/interaction.ts'
import { RespoolError } from '../model/errors.ts'
import { checkList, checkNames, invalidOption, isText, show } from '../model/options.ts'
import { fromPointer } from '../json/pointer.ts'
import type { MatchOptions } from './options.ts'

/** {@link MatchOptions}, checked and with defaults. */
export interface MatchRules {
  readonly origin: boolean
  readonly headers: readonly string[]
  readonly ignoreBody: readonly (readonly string[])[]
  readonly normalize: (request: HttpRequest) => HttpRequest
  readonly custom: ((live: HttpRequest, recorded: HttpRequest) => boolean) | undefined
}

export function matchRules(options: MatchOptions = {}): MatchRules {
  checkNames('match', options, ['origin', 'headers', 'ignoreBody', 'normalize', 'custom'])
  const { origin = true, headers = [], ignoreBody = [], normalize = (request) => request, custom } = options
  if (custom && (options.origin !== undefined || options.headers || options.ignoreBody)) {
    const expected = 'custom alone, or with normalize'
    const message = `match.custom decides alone: origin, headers and ignoreBody would have no effect. Give ${expected}.`
    throw invalidOption('match.custom', options, expected, message)
  }
  checkList('match.headers', headers, "headers' names", isText)
  checkList(
    'match.ignoreBody',
    ignoreBody,
    'JSON Pointers such as /metadata/run_id',
    (each) => isText(each) && fromPointer(each) !== undefined,
  )
  return {
    origin,
    headers: headers.map((name) => name.toLowerCase()).sort(),
    ignoreBody: ignoreBody.map((pointer) => fromPointer(pointer)!),
    normalize: guarded('match.normalize', normalize),
    custom: custom && guarded('match.custom', custom),
  }
}

/** An error of the user's own function says whose it is, and of which request. */
function guarded<Rest extends readonly unknown[], Result>(
  option: string,
  own: (request: HttpRequest, ...rest: Rest) => Result,
): (request: HttpRequest, ...rest: Rest) => Result {
  const expected = 'a function that takes any request'
  if (typeof own !== 'function') throw invalidOption(option, own, expected, `${option} is ${show(own)}. It takes ${expected}.`)
  return (request, ...rest) => {
    try {
      return own(request, ...rest)
    } catch (cause) {
      const message = `${option} threw at ${request.method} ${withoutQuery(request.url)}: ${String(cause)}. It takes every request, the cassette's too.`
      throw new RespoolError('invalid-option', message, { option, value: own, expected }, { cause })
    }
  }
}

// A query may hold a key.
function withoutQuery(url: string): string {
  return url.replace(/[?#].*/s, '')
}
