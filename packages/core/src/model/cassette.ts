import type { Extra, Interaction } from './interaction.ts'

/** The text around the interactions of a file, kept so that saving changes nothing that was not recorded anew. */
export interface CassetteFrame {
  /** Everything before the first interaction. */
  readonly head: string
  /** Everything after the last one. */
  readonly tail: string
}

/** The interactions of one file, in file order. Readonly to the bottom. */
export interface Cassette {
  readonly interactions: readonly Interaction[]
  readonly extra?: Extra
  /** Where it was read from a file; a cassette made in memory has none. */
  readonly frame?: CassetteFrame
  /** What is odd about the file, though it could be read: for people. */
  readonly warnings?: readonly string[]
}
