import type { CassetteFrame } from '../../model/cassette.ts'
import type { Interaction } from '../../model/interaction.ts'
import type { Pieces } from './pieces.ts'

/** What is known of a file's text: enough to add to it in its own manner. */
export interface FileText {
  readonly name: string
  /** Undefined where interactions share lines (flow style, JSON), so that nothing can be put between them. */
  readonly pieces: Pieces | undefined
  readonly version: 1 | 2
  /** The last interaction has `duration: ""`, as go-vcr 1 writes it. */
  readonly emptyDurations: boolean
  readonly interactions: readonly Interaction[]
}

interface Source {
  readonly text: string
  readonly file: FileText
}

// Beside the values, not in them: a copy of an interaction is a changed one, and must not find the old text.
const sources = new WeakMap<Interaction, Source>()
const files = new WeakMap<CassetteFrame, FileText>()

export function keepSource(interaction: Interaction, source: Source): void {
  sources.set(interaction, source)
}

export function sourceOf(interaction: Interaction): Source | undefined {
  return sources.get(interaction)
}

export function keepFile(frame: CassetteFrame, file: FileText): void {
  files.set(frame, file)
}

export function fileOf(frame: CassetteFrame | undefined): FileText | undefined {
  return frame && files.get(frame)
}
