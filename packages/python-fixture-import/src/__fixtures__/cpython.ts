import type { JsonValue } from '@respool/core'
import { parseExact } from '../json/exact.ts'
import { normalise } from '../llama-stack/hash.ts'
import { pythonDumps } from '../python/dumps.ts'
import { formatFixed5, reprFloat, round5 } from '../python/numbers.ts'

/** A question to tools/interop/python/vectors.py. */
export type Question = { readonly number: string } | { readonly json: string } | { readonly body: string }

/** The answers that our own code gives, in its keys. */
export function answer(question: Question): object {
  if ('number' in question) {
    const value = fromHex(question.number)
    return { repr: reprFloat(value), round: reprFloat(round5(value)), fixed: formatFixed5(value) }
  }
  if ('json' in question) {
    const value = parseExact(question.json)
    return { sorted: pythonDumps(value, { sortKeys: true }), indented: pythonDumps(value, { indent: 2 }) }
  }
  const body: JsonValue = normalise(parseExact(question.body), { substitutes: true, root: true })
  return { normal: pythonDumps(body, { sortKeys: true }) }
}

/** Python's float.fromhex, for what float.hex writes. */
function fromHex(hex: string): number {
  const [, sign, whole, fraction, power] = /^(-?)0x([01])\.?([0-9a-f]*)p([+-]\d+)$/.exec(hex)!
  const digits = BigInt(`0x${whole}${fraction}`)
  const exponent = Number(power) - 4 * fraction!.length
  // Twice, for the smallest numbers are beyond what one power of two can say.
  const size = Number(digits) * 2 ** Math.trunc(exponent / 2) * 2 ** (exponent - Math.trunc(exponent / 2))
  return sign === '-' ? -size : size
}
