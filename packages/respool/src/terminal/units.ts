/** Numbers as people read them, the same in every locale: 12,345. */
export function count(value: number): string {
  return String(value).replace(/\B(?=(?:\d{3})+$)/g, ',')
}

/** A number of things: `1 chunk`, `2 chunks`. */
export function plural(value: number, one: string, many = `${one}s`): string {
  return `${count(value)} ${value === 1 ? one : many}`
}

/** Bytes, as disks are sold: 999 B, 1.2 kB, 34 MB. */
export function size(bytes: number): string {
  for (const [unit, name] of [
    [1e9, 'GB'],
    [1e6, 'MB'],
    [1e3, 'kB'],
  ] as const) {
    // What would round up to a thousand of the next smaller unit is one of this.
    if (bytes >= unit * 0.9995) return `${short(bytes / unit)} ${name}`
  }
  return `${bytes} B`
}

/** How long ago, in the largest unit that fits: `3 d`. */
export function age(milliseconds: number): string {
  const seconds = Math.max(0, milliseconds / 1000)
  for (const [unit, name] of [
    [31_557_600, 'y'],
    [604_800, 'w'],
    [86_400, 'd'],
    [3600, 'h'],
    [60, 'min'],
  ] as const) {
    if (seconds >= unit) return `${Math.floor(seconds / unit)} ${name}`
  }
  return 'now'
}

/** A length of time: 12 ms, 1.2 s, 2 min 5 s. */
export function duration(milliseconds: number): string {
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`
  const seconds = milliseconds / 1000
  if (seconds < 59.95) return `${short(seconds)} s`
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${whole % 60} s`
}

function short(value: number): string {
  return value < 9.95 ? value.toFixed(1) : String(Math.round(value))
}
