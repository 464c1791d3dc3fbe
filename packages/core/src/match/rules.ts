import { RespoolError } from '../model/errors.ts'
import type { HttpRequest } from '../model/interaction.ts'
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
  const { origin = true, headers = [], ignoreBody = [], normalize = (request) => request, custom } = options
  if (custom && (options.origin !== undefined || options.headers || options.ignoreBody)) {
    const expected = 'custom alone, or with normalize'
    throw new RespoolError(
      'invalid-option',
      `match.custom decides alone: origin, headers and ignoreBody would have no effect. Give ${expected}.`,
      {
        option: 'match.custom',
        value: options,
        expected,
      },
    )
  }
  return { origin, headers: headers.map((name) => name.toLowerCase()).sort(), ignoreBody: ignoreBody.map(steps), normalize, custom }
}

function steps(pointer: string): readonly string[] {
  const path = fromPointer(pointer)
  if (path && path.length > 0) return path
  const expected = 'a JSON Pointer such as /metadata/run_id'
  throw new RespoolError('invalid-option', `match.ignoreBody holds ${JSON.stringify(pointer)}. It takes ${expected}.`, {
    option: 'match.ignoreBody',
    value: pointer,
    expected,
  })
}
