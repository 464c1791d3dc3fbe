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

export function invalidOption(option: string, value: unknown, expected: string, message: string): RespoolError<'invalid-option'> {
  return new RespoolError('invalid-option', message, { option, value, expected })
}
