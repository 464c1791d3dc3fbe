import type { Interaction } from '@respool/core'
import { canonicalBody } from '../llama-stack/canonical.ts'
import { exchangesOf, toResponse, type Exchange } from '../llama-stack/exchange.ts'
import { checkName } from '../llama-stack/hash.ts'
import { uniteModels } from '../llama-stack/models.ts'
import type { Nulls } from '../llama-stack/nulls.ts'
import { readRecord, type LlamaStackRecord } from '../llama-stack/record.ts'
import { isModels } from '../llama-stack/response.ts'
import { sourceOf } from '../llama-stack/source.ts'
import type { ImportedFile } from './report.ts'
import { safeInteractions, safeText, type Redactor } from './safe.ts'

/** The recordings of one test, on their way into its cassette. */
export interface TestRecordings {
  /** @throws RespoolError `invalid-cassette` */
  readonly add: (file: string, bytes: Uint8Array) => void
  readonly finish: () => ImportedTest
}

interface ImportedTest {
  readonly interactions: readonly Interaction[]
  /** What is no HTTP, by its file. */
  readonly kept: { readonly [file: string]: string }
  readonly files: readonly ImportedFile[]
}

interface Held {
  readonly file: string
  readonly interactions: readonly Interaction[]
}

export function testRecordings(nulls: Nulls, redactor: Redactor): TestRecordings {
  // By request, so that of several recordings of one request the first is played, as llama-stack would.
  const held = new Map<string, Held>()
  const kept: { [file: string]: string } = {}
  const files: ImportedFile[] = []

  function add(file: string, bytes: Uint8Array): void {
    const record = readRecord(bytes, file)
    const report = { file, format: 'llama-stack', name: checkName(record, file), interactions: 0, lost: [], redactions: [] } as const
    const exchanges = exchangesOf(record, nulls)
    if ('reason' in exchanges) {
      kept[file] = safeText(new TextDecoder().decode(bytes), redactor)
      files.push({ ...report, outcome: 'kept', reason: exchanges.reason })
      return
    }
    const key = keyOf(exchanges)
    const same = held.get(key)
    if (same && !isModels(record)) {
      files.push({
        ...report,
        outcome: 'left out',
        reason: `${same.file} is a recording of the same request by the same test, and is played`,
      })
      return
    }
    const interactions = exchanges.map(({ request, response }): Interaction => {
      return { request, response: toResponse(response), extra: { llama_stack: sourceOf(record, file, request) } }
    })
    held.set(key, same ? { file: same.file, interactions: [unite(same.interactions[0]!, interactions[0]!)] } : { file, interactions })
    files.push({ ...report, outcome: 'imported', interactions: same ? 0 : interactions.length, lost: lossesOf(record, same?.file) })
  }

  function finish(): ImportedTest {
    const all = [...held.values()].flatMap(({ file, interactions }) => interactions.map((interaction) => ({ file, interaction })))
    const safe = safeInteractions(
      all.map(({ interaction }) => interaction),
      redactor,
    )
    const found = new Map(all.map(({ file }, index) => [file, safe[index]!]))
    return {
      interactions: safe.flatMap(({ interaction }) => interaction ?? []),
      kept,
      files: files.map((report) => {
        const { refused, redactions } = found.get(report.file) ?? { redactions: [] }
        return refused === undefined ? { ...report, redactions } : { ...report, outcome: 'left out', interactions: 0, reason: refused }
      }),
    }
  }

  return { add, finish }
}

/** The same for requests that differ in the encoding of embeddings alone. */
function keyOf(exchanges: readonly Exchange[]): string {
  const [{ request }] = exchanges as readonly [Exchange]
  const { pathname, search } = new URL(request.url)
  return `${request.method} ${pathname}${search}\n${canonicalBody(request.body, exchanges.length > 1 ? 'encoding_format' : undefined)}`
}

function unite(before: Interaction, more: Interaction): Interaction {
  return { ...before, response: uniteModels([before.response, more.response]) }
}

function lossesOf({ response }: LlamaStackRecord, united: string | undefined): string[] {
  return [
    ...(united === undefined ? [] : [`its models are in the list of ${united}`]),
    ...(response['is_exception'] === true ? ['that it was an exception of the Python SDK, which is what the response makes of it'] : []),
  ]
}
