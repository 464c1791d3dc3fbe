import { RespoolError } from './errors.ts'

/** The error of an option that is not what it should be: `expected` says what it should. */
export function invalidOption(option: string, value: unknown, expected: string, message: string): RespoolError<'invalid-option'> {
  return new RespoolError('invalid-option', message, { option, value, expected })
}

/** Refuses a name that is none of these: a misspelt option would otherwise have no effect, and nobody would know. */
export function checkNames(owner: string, given: unknown, names: readonly string[]): void {
  const expected = names.join(', ')
  if (typeof given !== 'object' || given === null)
    throw invalidOption(owner, given, expected, `${owner} is ${show(given)}. It is an object of: ${expected}.`)
  for (const [name, value] of Object.entries(given)) {
    if (names.includes(name)) continue
    throw invalidOption(`${owner}.${name}`, value, expected, `${JSON.stringify(name)} is no option of ${owner}. There are: ${expected}.`)
  }
}

/** Refuses what is no list, or holds what `accepts` does not. */
export function checkList(option: string, given: unknown, expected: string, accepts: (each: unknown) => boolean): void {
  if (Array.isArray(given) && given.every(accepts)) return
  const wrong = Array.isArray(given) ? given.find((each) => !accepts(each)) : given
  throw invalidOption(
    option,
    wrong,
    expected,
    `${option} ${Array.isArray(given) ? 'holds' : 'is'} ${show(wrong)}. It takes a list of ${expected}.`,
  )
}

/** Refuses what is none of these, else gives it back. */
export function oneOf<Value extends string>(option: string, value: Value, allowed: readonly Value[]): Value {
  if (allowed.includes(value)) return value
  const expected = allowed.map((each) => `'${each}'`).join(' or ')
  throw invalidOption(option, value, expected, `${option} is ${show(value)}. It is ${expected}.`)
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== ''
}

export function show(value: unknown): string {
  return value instanceof RegExp ? String(value) : (JSON.stringify(value) ?? String(value))
}
