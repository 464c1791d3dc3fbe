/** A float as Python's `repr` and `json` write it: the shortest digits that say it, with an exponent below 1e-4 and from 1e16 on. */
export function reprFloat(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity'
  if (Object.is(value, -0)) return '-0.0'
  const [mantissa, power] = value.toExponential().split('e') as [string, string]
  const exponent = Number(power)
  if (exponent < -4 || exponent >= 16) return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`
  const text = fixed(mantissa, exponent)
  return text.includes('.') ? text : `${text}.0`
}

function fixed(mantissa: string, exponent: number): string {
  const sign = mantissa.startsWith('-') ? '-' : ''
  const digits = mantissa.replace(/[-.]/g, '')
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0')
  const fraction = digits.slice(exponent + 1)
  return sign + (fraction === '' ? whole : `${whole}.${fraction}`)
}

/** As Python's `"%.5f" % value`: the exact value rounded, and a tie to the even digit, where JavaScript's toFixed goes away from zero. */
export function formatFixed5(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf'
  const size = Math.abs(value)
  const sign = value < 0 || Object.is(value, -0) ? '-' : ''
  // toFixed gives exponents from here on; no double of this size has a fraction.
  if (size >= 1e21) return `${sign}${BigInt(size)}.00000`
  if (!isTie(size)) return sign + size.toFixed(5)
  // Half a unit of the fifth digit is 1/64 of an odd number and nothing smaller, so this is exact.
  const halves = BigInt(size * 64) * 3125n
  const down = halves >> 1n
  const units = down % 2n === 0n ? down : down + 1n
  const digits = String(units).padStart(6, '0')
  return `${sign}${digits.slice(0, -5)}.${digits.slice(-5)}`
}

function isTie(size: number): boolean {
  const scaled = size * 64
  return Number.isSafeInteger(scaled) && scaled % 2 === 1
}

/** As Python's `round(value, 5)`. */
export function round5(value: number): number {
  return Number.isFinite(value) && Math.abs(value) < 2 ** 52 ? Number(formatFixed5(value)) : value
}
