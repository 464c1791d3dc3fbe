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

/** A class for the reason that LateItem is one. */
class Source {
  readonly text: string
  readonly file: FileText

  constructor(text: string, file: FileText) {
    this.text = text
    this.file = file
  }
}

// Hidden, so that a copy of an interaction, which is a changed one, does not find the old text. No WeakMap: its values, which lead back to their keys, live
// on until the next full collection, so each quick one would copy every cassette that was read since.
const source = Symbol('source')
const fileText = Symbol('file')

export function keepSource(interaction: Interaction, text: string, file: FileText): void {
  Object.defineProperty(interaction, source, { value: new Source(text, file) })
}

export function sourceOf(interaction: Interaction & { readonly [source]?: Source }): Source | undefined {
  return interaction[source]
}

export function keepFile(frame: CassetteFrame, file: FileText): void {
  Object.defineProperty(frame, fileText, { value: file })
}

export function fileOf(frame: (CassetteFrame & { readonly [fileText]?: FileText }) | undefined): FileText | undefined {
  return frame?.[fileText]
}
