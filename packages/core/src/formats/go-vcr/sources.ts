import type { CassetteFrame } from '../../model/cassette.ts'
import type { Interaction } from '../../model/interaction.ts'
import { compactLayout, stockLayout, type Layout } from './layout.ts'

/** What is known of a file's text: enough to add to it in its own manner. */
export interface FileText {
  readonly name: string
  /** The column of the interactions' dashes; undefined where they share lines (flow style, JSON), so that nothing can be put between them. */
  readonly column: number | undefined
  readonly layout: Layout
  readonly lineEnd: '\n' | '\r\n'
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

/** The layout of a file, from where its first interaction stands and what it writes out. */
export function detectLayout(column: number, firstInteraction: string): Layout {
  // Only at the depth of a field: a recorded body may hold the same words.
  const fields = column === 4 ? 8 : column + 4
  const fullKeys = firstInteraction.includes(`\n${' '.repeat(fields)}transfer_encoding: []`)
  if (column === 0) return { ...compactLayout, fullKeys }
  return column === 4 ? { ...stockLayout, fullKeys } : { indent: 2, compactLists: false, fullKeys }
}
