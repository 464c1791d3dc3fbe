import type { FigureName } from '../figures.ts'

/** What was measured, by name; units stand in `figures.ts`. */
export type Figures = Readonly<Partial<Record<FigureName, number>>>

/** What one measurement gave. */
export interface Outcome {
  /** Why the answers are wrong: whoever has one is marked, and not timed. */
  readonly fault?: string
  /** Of how many chunks: an answer in which some are joined is right, and marked. */
  readonly kept?: { readonly chunks: number; readonly of: number }
  readonly figures: Figures
}

/** A contestant under way, in a process of its own. */
export interface Runner {
  sample(): Promise<Outcome>
  end?(): void
}

/** `floor`: the least that it can cost. `part`: what explains a figure, such as the same work with one thing left out. */
export type Kind = 'floor' | 'respool' | 'peer'

export interface Contestant {
  readonly name: string
  readonly kind: Kind
  start(): Promise<Runner>
}

/** Contestants at one task, measured by turns. */
export interface Group {
  /** Such as `replay/fetch/json`. */
  readonly id: string
  readonly title: string
  /** Whoever stands first is what ratios are given by. */
  readonly contestants: readonly Contestant[]
  /** What is printed, most telling first. */
  readonly columns: readonly FigureName[]
  readonly rounds: number
}

export interface Settings {
  /** Does everything run and answer right? Says nothing about time. */
  readonly quick: boolean
  readonly peers: boolean
}

/** Groups one after the other, so that each can clear up after itself. */
export type Bench = (settings: Settings) => AsyncIterable<Group>
