import type { Redaction } from '@respool/core'
import type { NameCheck } from '../llama-stack/hash.ts'

/** Whose recordings they were. */
export type SourceFormat = 'llama-stack' | 'vcrpy' | 'pydantic-ai'

/** What became of one file of the source. */
export interface ImportedFile {
  /** Its path below the source, with `/` between folders. */
  readonly file: string
  /** Undefined where it is of no known format. */
  readonly format?: SourceFormat
  /**
   * - `imported`: its exchanges are in the cassette
   * - `kept`: it is no HTTP, so it answers nothing; the cassette has it whole
   * - `left out`: it could not be imported; the reason says what to do
   * - `passed over`: it is no recording of a known format
   */
  readonly outcome: 'imported' | 'kept' | 'left out' | 'passed over'
  /** The cassette that has it, by its path below the target. */
  readonly cassette?: string
  /** How many interactions it became. */
  readonly interactions: number
  /** Why it is not imported. */
  readonly reason?: string
  /** What it had and the cassette has not, in words. */
  readonly lost: readonly string[]
  /** Secrets that were replaced, and where. */
  readonly redactions: readonly Redaction[]
  /** Of recordings that are named by a hash: whether it is the one of the request in it. */
  readonly name?: NameCheck
}

/** What became of one cassette of the target. */
export interface ImportedCassette {
  /** Its path below the target, with `/` between folders. */
  readonly cassette: string
  /**
   * - `written`: it is new, or was an import's that nobody had changed
   * - `unchanged`: it was the same already
   * - `not ours`: something else stands there, or somebody has changed it; it was left as it is
   */
  readonly outcome: 'written' | 'unchanged' | 'not ours'
  readonly interactions: number
  /** The test whose recordings it has, where the source tells. */
  readonly testId?: string
}

/** What an import did; plain data. */
export interface ImportReport {
  /** In the order of their paths. */
  readonly files: readonly ImportedFile[]
  readonly cassettes: readonly ImportedCassette[]
}
