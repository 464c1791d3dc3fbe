import { readFile } from 'node:fs/promises'
import { parseCassette, type Cassette } from '@respool/core'
import { fileStore } from '@respool/core/node'
import { invalidOption } from '../errors.ts'
import { pathOf } from '../import/sources.ts'
import { exportLlamaStack } from './llama-stack.ts'
import type { ExportReport } from './report.ts'
import { exportVcrpy } from './vcrpy.ts'

/** What a cassette is exported as, and where to. */
export interface ExportOptions {
  /**
   * - `vcrpy`: one YAML file, which vcrpy and pytest-recording replay
   * - `llama-stack`: a JSON file a request, for the SDK's newest field table, or the one by which an imported recording was made
   */
  readonly format: 'vcrpy' | 'llama-stack'
  /** The folder to write the files to. Without it nothing is written. */
  readonly to?: string | URL
  /** What vcrpy's file is called. Default: as the cassette, or `cassette.yaml`. */
  readonly name?: string
  /** The test that llama-stack's recordings are for. Default: the one that an import has noted, or none. */
  readonly testId?: string
}

/**
 * Makes recordings that Python replays of a cassette, given or read from its file. Nothing is written where `to` is missing: the report has the
 * files' content.
 *
 * @throws RespoolError `invalid-option`, `invalid-cassette`, `store-failed`
 * @example
 * ```ts
 * const { lost } = await exportFixtures('__cassettes__/hi.yaml', { format: 'vcrpy', to: 'tests/cassettes/test_hi' })
 * ```
 */
export async function exportFixtures(cassette: Cassette | string | URL, options: ExportOptions): Promise<ExportReport> {
  const { format, to, testId } = options
  const given = typeof cassette === 'string' || cassette instanceof URL
  const path = given ? pathOf(cassette, 'cassette') : undefined
  const read = path === undefined ? (cassette as Cassette) : await parseCassette(await readFile(path), { name: path })
  const report =
    format === 'vcrpy'
      ? exportVcrpy(read, options.name ?? path?.replace(/^.*[\\/]/, '') ?? 'cassette.yaml')
      : llamaStackOrThrow(read, format, testId)
  if (to !== undefined) {
    const store = fileStore(pathOf(to, 'to'))
    for (const { file, content } of report.files) await store.write(file, new TextEncoder().encode(content))
  }
  return report
}

function llamaStackOrThrow(cassette: Cassette, format: string, testId: string | undefined): ExportReport {
  if (format === 'llama-stack') return exportLlamaStack(cassette, testId)
  const expected = "'vcrpy' or 'llama-stack'"
  throw invalidOption('format', format, expected, `format is ${JSON.stringify(format)}. It is ${expected}.`)
}
