import { refuse, type Reading } from './problems.ts'

/** The largest file that is read, in bytes: far beyond any that a person would review, and below what a string can hold. */
export const largestFile = 256 * 1024 * 1024

/** The most interactions in one file. */
export const mostInteractions = 200_000

export function checkSize(size: number, name: string): void {
  if (size <= largestFile) return
  const megabytes = Math.round(size / 1024 / 1024)
  refuse({ name }, {}, `it has ${megabytes} MB, and at most ${largestFile / 1024 / 1024} are read`, 'Record into several cassettes.')
}

export function checkCount(count: number, reading: Reading): void {
  if (count <= mostInteractions) return
  refuse(reading, {}, `it has ${count} interactions, and at most ${mostInteractions} are read`, 'Record into several cassettes.')
}
