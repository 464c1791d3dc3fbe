import type { Cut } from './pieces.ts'
import { refuse, type Reading, type TextReading } from './problems.ts'

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

/** Told of each value that is read. */
export type Budget = (collection: boolean) => void

// Bytes that js-yaml and we take for a value of either kind, measured on Node 24 and rounded up.
const collectionCost = 320
const scalarCost = 48

// Of 32 MB and twenty times the file; the rest is for its text, and for what is made of its values.
const allowance = (length: number) => 28 * 1024 * 1024 + 16 * length

/**
 * Refuses what would take more memory than 32 MB and twenty times its size, before it does: `- []` is five characters and some hundred bytes. No
 * cassette comes near it, for what is long in one is text.
 */
export function readingBudget(reading: TextReading): Budget {
  let left = allowance(reading.text.length)
  return (collection) => {
    left -= collection ? collectionCost : scalarCost
    if (left >= 0) return
    refuse(reading, {}, 'it has more lists, maps and values than a file of its size may have', 'Record into several cassettes.')
  }
}

/** How many lists and maps the strict reader may make of a file. */
export function roomFor({ head, items }: Cut): number {
  const length = items.reduce((sum, { length: each }) => sum + each, head.length)
  return Math.floor(allowance(length) / collectionCost)
}
