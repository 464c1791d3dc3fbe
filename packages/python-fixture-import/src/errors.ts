import { RespoolError } from '@respool/core'

/** The error of a recording that cannot be read: it names the file, what is wrong, and what to do. */
export function invalidRecording(
  cassette: string,
  what: string,
  place: { line?: number; interaction?: number; expected?: string } = {},
  cause?: unknown,
): RespoolError<'invalid-cassette'> {
  const where = [
    ...(place.line === undefined ? [] : [`line ${place.line}`]),
    ...(place.interaction === undefined ? [] : [`interaction ${place.interaction}`]),
  ]
  const message = `${[cassette, ...where].join(', ')}: ${what}`
  return new RespoolError('invalid-cassette', message, { cassette, ...place }, cause === undefined ? undefined : { cause })
}

/** What `read` gives. That it goes deeper than the stack is the recording's fault, and the error says whose. */
export function readingOf<Value>(cassette: string, read: () => Value): Value {
  try {
    return read()
  } catch (error) {
    throw tooDeepOr(error, cassette)
  }
}

/** The same error, unless it is that of a stack that was too small. */
export function tooDeepOr(error: unknown, cassette: string): unknown {
  return error instanceof RangeError ? invalidRecording(cassette, 'it is nested too deeply to be read.', {}, error) : error
}

export function invalidOption(option: string, value: unknown, expected: string, message: string): RespoolError<'invalid-option'> {
  return new RespoolError('invalid-option', message, { option, value, expected })
}
