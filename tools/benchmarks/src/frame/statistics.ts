export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The nearest value that was measured. */
export function quantile(values: readonly number[], part: number): number {
  if (values.length === 0) throw new Error('Nothing was measured')
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))]!
}
