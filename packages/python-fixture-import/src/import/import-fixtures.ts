import { isRespoolError, type RedactOptions } from '@respool/core'
import { fileStore } from '@respool/core/node'
import { llamaStack } from '../llama-stack/format.ts'
import type { Nulls } from '../llama-stack/nulls.ts'
import { testIdOf } from './test-id.ts'
import { importVcrpy, isVcrpyFile } from './import-vcrpy.ts'
import { testRecordings } from './import-llama-stack.ts'
import { testCassette, uniqueNames } from './names.ts'
import type { ImportedCassette, ImportedFile, ImportReport } from './report.ts'
import type { Redactor } from './safe.ts'
import { pathOf, readSource, sourceFiles, type SourceFile } from './sources.ts'
import { writeImported } from './target.ts'

export interface ImportOptions {
  /** The folder in which cassettes are written. */
  readonly to: string | URL
  /** What becomes of the nulls that the Python SDK has added to llama-stack's recordings. Default: `restore`. */
  readonly nulls?: Nulls
  /** How secrets are kept out, as when recording. `false` writes everything as it is. */
  readonly redact?: RedactOptions | false
  /** Told before each file. */
  readonly onProgress?: (progress: ImportProgress) => void
}

export interface ImportProgress {
  readonly file: string
  readonly done: number
  readonly total: number
}

/**
 * Makes cassettes of Python's recordings: of a folder at any depth, or of one file. Of vcrpy's and pydantic-ai's cassettes each becomes one of the same
 * path; llama-stack's recordings go into one cassette for each test.
 *
 * A second run changes nothing. A cassette that was changed since, or recorded into, is left as it is. A file that cannot be read is in the report, and
 * the others are imported.
 *
 * @throws RespoolError `invalid-option`, `store-failed`
 * @example
 * ```ts
 * const { files, cassettes } = await importFixtures('tests/integration', { to: '__cassettes__' })
 * for (const { file, reason } of files) if (reason) console.log(`${file}: ${reason}`)
 * ```
 */
export async function importFixtures(
  source: string | URL,
  { to, nulls = 'restore', redact = {}, onProgress }: ImportOptions,
): Promise<ImportReport> {
  const files = await sourceFiles(source)
  const store = fileStore(pathOf(to, 'to'))
  const redactor: Redactor = redact === false ? undefined : { ...redact, ...(redact.environment !== false && { variables: process.env }) }
  const reports: ImportedFile[] = []
  const cassettes: ImportedCassette[] = []
  const tests = new Map<string | null, SourceFile[]>()
  const name = uniqueNames()
  let done = 0
  const next = (file: string): void => onProgress?.({ file, done: done++, total: files.length })

  for (const each of files) {
    const bytes = await readSource(each)
    if (llamaStack().detect({ name: each.file, bytes })) {
      const testId = testIdOf(bytes)
      const group = tests.get(testId)
      if (group) group.push(each)
      else tests.set(testId, [each])
      continue
    }
    next(each.file)
    if (!isVcrpyFile(each.file, bytes)) {
      reports.push({
        file: each.file,
        outcome: 'left out',
        interactions: 0,
        reason: 'it is no recording of a known format',
        lost: [],
        redactions: [],
      })
      continue
    }
    reports.push(await attempt(each.file, async () => importCassette(each.file, bytes)))
  }
  for (const [testId, group] of tests) await importTest(testId, group)
  return {
    files: reports.sort((a, b) => (a.file < b.file ? -1 : 1)),
    cassettes: cassettes.sort((a, b) => (a.cassette < b.cassette ? -1 : 1)),
  }

  async function importCassette(file: string, bytes: Uint8Array): Promise<ImportedFile> {
    const { cassette, report } = importVcrpy(file, bytes, redactor)
    const target = name(file.replace(/(?:\.ya?ml|\.json)?(?:\.gz)?$/, '.yaml'), file)
    const outcome = await writeImported(store, target, cassette, report.format!)
    cassettes.push({ cassette: target, outcome, interactions: cassette.interactions.length })
    return outcome === 'not ours' ? leftAlone(report, target) : { ...report, cassette: target }
  }

  async function importTest(testId: string | null, group: readonly SourceFile[]): Promise<void> {
    const recordings = testRecordings(nulls, redactor)
    const failed: ImportedFile[] = []
    for (const each of group) {
      next(each.file)
      const bytes = await readSource(each)
      const failure = attemptSync(each.file, () => recordings.add(each.file, bytes))
      if (failure) failed.push(failure)
    }
    const { interactions, kept, files: imported } = recordings.finish()
    if (imported.some(({ outcome }) => outcome !== 'left out')) {
      const target = name(testId === null ? 'outside-of-tests.yaml' : testCassette(testId), testId ?? '')
      const extra = Object.keys(kept).length > 0 ? { extra: { llama_stack: kept } } : {}
      const outcome = await writeImported(store, target, { interactions, ...extra }, 'llama-stack')
      cassettes.push({ cassette: target, outcome, interactions: interactions.length, ...(testId !== null && { testId }) })
      reports.push(
        ...imported.map((each) =>
          each.outcome === 'left out' ? each : outcome === 'not ours' ? leftAlone(each, target) : { ...each, cassette: target },
        ),
      )
    } else reports.push(...imported)
    reports.push(...failed)
  }
}

function leftAlone(report: ImportedFile, cassette: string): ImportedFile {
  const reason = `${cassette} is no import, or was changed since: it was left as it is`
  return { ...report, outcome: 'left out', cassette, interactions: 0, reason }
}

async function attempt(file: string, action: () => Promise<ImportedFile>): Promise<ImportedFile> {
  try {
    return await action()
  } catch (error) {
    return failureOf(file, error)
  }
}

function attemptSync(file: string, action: () => void): ImportedFile | undefined {
  try {
    action()
    return undefined
  } catch (error) {
    return failureOf(file, error)
  }
}

/** What is wrong with one file is that file's; anything else ends the import. */
function failureOf(file: string, error: unknown): ImportedFile {
  if (!isRespoolError(error, 'invalid-cassette')) throw error
  return { file, outcome: 'left out', interactions: 0, reason: error.message, lost: [], redactions: [] }
}
