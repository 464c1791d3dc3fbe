import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { RespoolError } from '@respool/core'

/** What a run's report says of one cassette, as the reporter of `@respool/vitest` writes it. */
export interface ReportedCassette {
  /** Absolute. */
  readonly path: string
  /** As the report has it. */
  readonly name: string
  /** Of the content that all of this is about; absent where there was none. */
  readonly sha256: string | undefined
  /** Whether any test used it. */
  readonly inUse: boolean
  /** Positions from 0. */
  readonly unused: readonly number[]
  /** Tests that may use it did not run, or failed: nothing can be said of what is unused. */
  readonly partial: boolean
}

/**
 * @param path of the file
 * @throws RespoolError `store-failed`, `invalid-option`
 */
export async function readReport(path: string, cwd: string): Promise<ReportedCassette[]> {
  const file = resolve(cwd, path)
  const text = await readFile(file, 'utf8').catch((error: Error) => {
    const how =
      "run the tests first, with respoolReporter({ report: 'respool-report.json' }) of @respool/vitest/reporter among the reporters"
    throw new RespoolError(
      'store-failed',
      `There is no report at ${path}: ${error.message}. To have one, ${how}.`,
      { cassette: path },
      { cause: error },
    )
  })
  const report = parsed(text)
  if (!isReport(report)) {
    const expected = 'a report that @respool/vitest/reporter has written, of version 1'
    throw new RespoolError('invalid-option', `${path} is not ${expected}. Run the tests again.`, {
      option: 'report',
      value: path,
      expected,
    })
  }
  return report.cassettes.map(({ path: name, sha256, tests, unused, partial }) => ({
    path: resolve(dirname(file), name),
    name,
    sha256,
    inUse: tests.length > 0,
    unused,
    partial,
  }))
}

interface Report {
  readonly cassettes: readonly { path: string; sha256?: string; tests: readonly string[]; unused: readonly number[]; partial: boolean }[]
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isReport(value: unknown): value is Report {
  const { version, cassettes } = (value ?? {}) as { version?: unknown; cassettes?: unknown }
  return version === 1 && Array.isArray(cassettes) && cassettes.every(isCassette)
}

function isCassette(value: unknown): boolean {
  const { path, sha256, tests, unused, partial } = (value ?? {}) as Partial<Record<string, unknown>>
  const isText = typeof path === 'string' && (sha256 === undefined || typeof sha256 === 'string')
  return isText && Array.isArray(tests) && Array.isArray(unused) && unused.every(Number.isInteger) && typeof partial === 'boolean'
}
