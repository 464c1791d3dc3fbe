/** What became of a block. */
export type Treatment = 'run' | 'compared' | 'type-checked' | 'parsed' | 'left'

export interface Verdict {
  readonly treatment: Treatment
  /** What is wrong with it. */
  readonly failure?: string
  /** Why it was left, or what else there is to say. */
  readonly note?: string
}
