import { describe, test } from 'vitest'

import type { CassetteFormat } from '@respool/core'

import { formatOpening } from './format/opening.ts'
import { formatReading } from './format/reading.ts'
import { formatSaving } from './format/saving.ts'
import { formatValues } from './format/values.ts'

/** A whole file, as it stands on disk. */
export interface FormatSample {
  readonly name: string
  readonly bytes: Uint8Array
}

export interface FormatSuiteOptions {
  readonly name: string
  readonly format: CassetteFormat
  /** Files of this format as others wrote or edited them. A format that is only read must have some. */
  readonly samples?: readonly FormatSample[]
  /** Files that look like this format, and cannot be read. */
  readonly broken?: readonly FormatSample[]
  /** Files that this format must not take for its own. */
  readonly foreign?: readonly FormatSample[]
  /** What files are called that a format takes out of a folder: `.json`. Needed by formats that have `open`. */
  readonly extension?: string
  /** Registers what only this format promises. */
  readonly additional?: () => void
}

/** A format that is written, too. */
export type WritableFormat = CassetteFormat & Required<Pick<CassetteFormat, 'stringify'>>

/** A format that reads folders, too. */
export type FolderFormat = CassetteFormat & Required<Pick<CassetteFormat, 'open'>>

/**
 * What every cassette format promises, as tests. A format without `stringify` is tested as one that is only read.
 *
 * @example
 * ```ts
 * formatSuite({ name: 'go-vcr', format: goVcr, samples: [{ name: 'edited.yaml', bytes }] })
 * ```
 */
export function formatSuite({
  name,
  format,
  samples = [],
  broken = [],
  foreign = [],
  extension = '',
  additional,
}: FormatSuiteOptions): void {
  describe(`the ${name} format`, () => {
    describe('reading', () => formatReading(format, { samples, broken, foreign }))
    if (isWritable(format)) {
      describe('values', () => formatValues(format))
      describe('saving', () => formatSaving(format, samples))
    } else {
      test.runIf(samples.length === 0)('a format that is only read needs samples', () => {
        throw new Error(`formatSuite({ name: '${name}' }) was given no samples, and the format writes none.`)
      })
    }
    if (opensFolders(format)) describe('opening', () => formatOpening(format, samples, broken, extension))
    if (additional) describe('and', additional)
  })
}

function opensFolders(format: CassetteFormat): format is FolderFormat {
  return format.open !== undefined
}

function isWritable(format: CassetteFormat): format is WritableFormat {
  return format.stringify !== undefined
}
