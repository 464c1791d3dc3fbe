/** A file that an export makes. */
export interface ExportedFile {
  /** Its name, or its path below the folder, with `/` between folders. */
  readonly file: string
  readonly content: string
  /** Which of the cassette's interactions it has, from 0. */
  readonly interactions: readonly number[]
}

/** What was lost of an interaction, or why all of it was. */
export interface ExportLoss {
  readonly interaction: number
  /** Whether the export lacks the whole interaction. */
  readonly whole: boolean
  readonly reason: string
}

/** What an export has made; plain data. */
export interface ExportReport {
  readonly files: readonly ExportedFile[]
  readonly lost: readonly ExportLoss[]
}
