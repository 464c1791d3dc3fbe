import { RespoolError, type JsonValue } from '@respool/core'

/** As many choices and calls as the API gives, and the `openai` client takes. */
const most = 128

/** The index by which pieces belong together. Without it, two calls of tools would become one that nobody has made. */
export function indexOf(of: string, value: JsonValue | undefined, chunk: number): number {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < most) return value
  return refuse(`chunk ${chunk}: the index of ${of} is ${JSON.stringify(value)}`, value, `a whole number from 0 to ${most - 1}`)
}

/** A server may send anything as the data of an event: `null`, a text. */
export function refuseOthers(chunks: readonly unknown[]): void {
  const at = chunks.findIndex((chunk) => typeof chunk !== 'object' || chunk === null || Array.isArray(chunk))
  if (at !== -1) refuse(`chunk ${at} is ${JSON.stringify(chunks[at])}`, chunks[at], 'an object')
}

function refuse(what: string, value: unknown, expected: string): never {
  const message = `These chunks cannot be accumulated: ${what}, not ${expected}. checkInteraction() says how the recording departs from the API.`
  throw new RespoolError('invalid-option', message, { option: 'chunks', value, expected })
}
