import type { Interaction } from '@respool/core'
import { exchangesOf, toResponse } from '../llama-stack/exchange.ts'
import { checkName } from '../llama-stack/hash.ts'
import { canonicalBody } from '../llama-stack/canonical.ts'
import { uniteModels } from '../llama-stack/models.ts'
import type { Nulls } from '../llama-stack/nulls.ts'
import { isModels } from '../llama-stack/response.ts'
import { readRecord, type LlamaStackRecord } from '../llama-stack/record.ts'
import { sourceOf } from '../llama-stack/source.ts'
import type { ImportedFile } from './report.ts'
import { safeInteraction, safeText, type Redactor } from './safe.ts'

/** The recordings of one test, on their way into its cassette. */
export interface TestRecordings {
  add(file: string, bytes: Uint8Array): void
  finish(): {
    readonly interactions: readonly Interaction[]
    readonly kept: { readonly [file: string]: string }
    readonly files: readonly ImportedFile[]
  }
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
    const common = { file, format: 'llama-stack', name: checkName(record, file), lost: [], redactions: [] } as const
    const exchanges = exchangesOf(record, nulls)
    if ('reason' in exchanges) {
      kept[file] = safeText(new TextDecoder().decode(bytes), redactor)
      files.push({ ...common, outcome: 'kept', interactions: 0, reason: exchanges.reason })
      return
    }
    const found = exchanges.map(({ request, response }) =>
      safeInteraction({ request, response: toResponse(response), extra: { llama_stack: sourceOf(record, file, request) } }, redactor),
    )
    const interactions = found.flatMap(({ interaction }) => interaction ?? [])
    const redactions = found[0]!.redactions
    const refused = found.find((each) => each.refused)?.refused
    if (refused !== undefined) {
      files.push({ ...common, outcome: 'left out', interactions: 0, reason: refused })
      return
    }
    const { method, url, body } = exchanges[0]!.request
    const key = `${method} ${new URL(url).pathname}${new URL(url).search}\n${canonicalBody(body, exchanges.length > 1 ? 'encoding_format' : undefined)}`
    const same = held.get(key)
    if (same && isModels(record)) held.set(key, { file: same.file, interactions: [unite(same.interactions[0]!, interactions[0]!)] })
    else if (same) {
      const reason = `${same.file} is a recording of the same request by the same test, and is played`
      files.push({ ...common, outcome: 'left out', interactions: 0, reason })
      return
    } else held.set(key, { file, interactions })
    files.push({
      ...common,
      outcome: 'imported',
      interactions: same ? 0 : interactions.length,
      redactions,
      lost: lossesOf(record, same?.file),
    })
  }

  return {
    add,
    finish: () => ({ interactions: [...held.values()].flatMap(({ interactions }) => interactions), kept, files }),
  }
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
