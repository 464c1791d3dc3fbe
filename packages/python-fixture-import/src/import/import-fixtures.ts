import { isRespoolError, type RedactOptions } from '@respool/core'
import { fileStore } from '@respool/core/node'
import { tooDeepOr } from '../errors.ts'
import { looksLikeRecording } from '../llama-stack/detect.ts'
import type { Nulls } from '../llama-stack/nulls.ts'
import { beginningLength, firstTestId, testIdOf } from '../llama-stack/test-id.ts'
import { importVcrpy, isVcrpyFile } from './import-vcrpy.ts'
import { testRecordings } from './import-llama-stack.ts'
import { testCassette, uniqueNames } from './names.ts'
import type { ImportedCassette, ImportedFile, ImportReport } from './report.ts'
import type { Redactor } from './safe.ts'
import { pathOf, readBeginning, readSource, sourceFiles, type SourceFile } from './sources.ts'
import { writeImported } from './target.ts'

/** Where recordings are imported to, and how. */
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

/** How far an import has come. */
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
  const redactor: Redactor =
    redact === false ? undefined : { ...redact, ...(redact.environment !== false && { variables: { ...process.env } }) }
  const reports: ImportedFile[] = []
  const cassettes: ImportedCassette[] = []
  const tests = new Map<string | null, SourceFile[]>()
  const name = uniqueNames()
  let done = 0
  const next = (file: string): void => onProgress?.({ file, done: done++, total: files.length })

  // What is to be written, in the order of the source, so that names do not depend on which file was read first.
  const work: (() => Promise<void>)[] = []
  for (const each of files) {
    const kind = attempt(each.file, () => kindOf(each))
    if (typeof kind === 'object' && 'outcome' in kind) {
      next(each.file)
      reports.push(kind)
    } else if (typeof kind === 'object') {
      const { testId } = kind
      const group = tests.get(testId)
      if (group) group.push(each)
      else tests.set(testId, [each])
    } else if (kind === 'vcrpy') {
      const target = name(each.file.replace(/(?:\.ya?ml|\.json)?(?:\.gz)?$/, '.yaml'), each.file)
      work.push(() => importCassette(each, target))
    } else {
      next(each.file)
      reports.push({ ...leftOut(each.file, 'it is no recording of a known format'), outcome: 'passed over' })
    }
  }
  for (const [testId, group] of tests) {
    const target = name(testId === null ? 'outside-of-tests.yaml' : testCassette(testId), testId ?? '')
    work.push(() => importTest(testId, group, target))
  }
  await all(work)
  return {
    files: reports.sort((a, b) => (a.file < b.file ? -1 : 1)),
    cassettes: cassettes.sort((a, b) => (a.cassette < b.cassette ? -1 : 1)),
  }

  async function importCassette(from: SourceFile, target: string): Promise<void> {
    const { file } = from
    next(file)
    const imported = attempt(file, () => importVcrpy(file, readSource(from), redactor))
    if ('outcome' in imported) return void reports.push(imported)
    const { cassette, report } = imported
    const outcome = await writeImported(store, target, cassette, report.format!)
    cassettes.push({ cassette: target, outcome, interactions: cassette.interactions.length })
    reports.push(outcome === 'not ours' ? leftAlone(report, target) : { ...report, cassette: target })
  }

  async function importTest(testId: string | null, group: readonly SourceFile[], target: string): Promise<void> {
    const recordings = testRecordings(nulls, redactor)
    for (const each of group) {
      next(each.file)
      const failure = attempt(each.file, () => recordings.add(each.file, readSource(each)))
      if (failure) reports.push(failure)
    }
    const { interactions, kept, files: imported } = recordings.finish()
    const stored = imported.filter(({ outcome }) => outcome !== 'left out')
    reports.push(...imported.filter(({ outcome }) => outcome === 'left out'))
    if (stored.length === 0) return
    const extra = Object.keys(kept).length > 0 ? { extra: { llama_stack: kept } } : {}
    const outcome = await writeImported(store, target, { interactions, ...extra }, 'llama-stack')
    cassettes.push({ cassette: target, outcome, interactions: interactions.length, ...(testId !== null && { testId }) })
    reports.push(...stored.map((each) => (outcome === 'not ours' ? leftAlone(each, target) : { ...each, cassette: target })))
  }
}

// Reading and writing wait for the disk most of the time; of what is read, so much is held.
const atOnce = 8

async function all(work: readonly (() => Promise<void>)[]): Promise<void> {
  let index = 0
  async function next(): Promise<void> {
    while (index < work.length) await work[index++]!()
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, work.length) }, next))
}

function leftAlone(report: ImportedFile, cassette: string): ImportedFile {
  const reason = `${cassette} is no import, or was changed since: it was left as it is`
  return { ...report, outcome: 'left out', cassette, interactions: 0, reason }
}

/** What is wrong with one file is that file's; anything else ends the import. */
function attempt<Value>(file: string, action: () => Value): Value | ImportedFile {
  try {
    return action()
  } catch (thrown) {
    const error = tooDeepOr(thrown, file)
    if (!isRespoolError(error, 'invalid-cassette')) throw error
    return leftOut(file, error.message)
  }
}

/** What a file is: a recording of a test, a cassette of vcrpy's, or neither. */
function kindOf(from: SourceFile): { readonly testId: string | null } | 'vcrpy' | 'unknown' {
  const beginning = readBeginning(from, beginningLength)
  if (!looksLikeRecording(beginning)) return isVcrpyFile(from.file, readSource(from)) ? 'vcrpy' : 'unknown'
  const first = firstTestId(beginning)
  return { testId: first === undefined ? testIdOf(readSource(from)) : first }
}

function leftOut(file: string, reason: string): ImportedFile {
  return { file, outcome: 'left out', interactions: 0, reason, lost: [], redactions: [] }
}
