import { isObject, type Cassette, type Interaction, type JsonObject } from '@respool/core'
import { parseExact } from '../json/exact.ts'
import { hashOf, modelsDigest } from '../llama-stack/hash.ts'
import { textOf } from '../llama-stack/json.ts'
import type { LlamaStackRecord } from '../llama-stack/record.ts'
import { pythonDumps } from '../python/dumps.ts'
import { recordedRequest } from './recorded-request.ts'
import { recordedResponse } from './recorded-response.ts'
import type { ExportedFile, ExportLoss, ExportReport } from './report.ts'

/** Recordings as llama-stack's recorder writes them, of every interaction that its patched SDKs could have made. */
export function exportLlamaStack(cassette: Cassette, testId: string | undefined): ExportReport {
  const files = new Map<string, ExportedFile>()
  const lost: ExportLoss[] = []
  for (const [interaction, each] of cassette.interactions.entries()) {
    const made = toRecord(each, testId)
    if ('reason' in made) {
      lost.push({ interaction, whole: true, reason: made.reason })
      continue
    }
    const existing = files.get(made.file)
    if (existing) {
      // Embeddings in floats and in base64 are one recording; of anything else the first is played.
      const same = existing.content === made.content || each.request.url.includes('/embeddings')
      if (same) files.set(made.file, { ...existing, interactions: [...existing.interactions, interaction] })
      else
        lost.push({
          interaction,
          whole: true,
          reason: `llama-stack has one answer to a request, and interaction ${existing.interactions[0]} has the same`,
        })
      continue
    }
    files.set(made.file, { file: made.file, content: made.content, interactions: [interaction] })
    lost.push(...losses(each).map((reason) => ({ interaction, whole: false, reason })))
  }
  for (const [file, content] of keptWhole(cassette)) files.set(file, { file, content, interactions: [] })
  return { files: [...files.values()], lost }
}

function toRecord(interaction: Interaction, testId: string | undefined): { file: string; content: string } | { reason: string } {
  const source = sourceOf(interaction)
  const request = recordedRequest(interaction, source, testId)
  if ('reason' in request) return request
  const scope = testId ?? (source && ('test_id' in source ? (source['test_id'] as string | null) : undefined))
  const record: LlamaStackRecord = {
    kind: request.kind,
    testId: source || testId !== undefined ? scope : null,
    request: request.request,
    response: {},
    mapping: {},
  }
  const hash = hashOf(record)!
  const response = recordedResponse(interaction, request, source, hash)
  if ('reason' in response) return response
  const top = source && !('test_id' in source) && testId === undefined ? {} : { test_id: record.testId ?? null }
  const mapping =
    source && !('id_normalization_mapping' in source) ? {} : { id_normalization_mapping: source?.['id_normalization_mapping'] ?? {} }
  const content = pythonDumps({ ...top, request: request.request, response: response.response, ...mapping } satisfies JsonObject, {
    indent: 2,
  })
  return { file: fileOf(hash, response.response), content: `${content}\n` }
}

function fileOf(hash: string, response: JsonObject): string {
  const body = response['body']
  const models = Array.isArray(body) ? body.filter((item) => isObject(item) && item['__type__'] === 'openai.types.model.Model') : []
  if (models.length === 0) return `${hash}.json`
  const ids = models.map((item) => textOf(((item as JsonObject)['__data__'] as JsonObject)['id']))
  return `models-${hash}-${modelsDigest(ids)}.json`
}

/** What an import has noted beside the exchange. */
function sourceOf({ extra }: Interaction): JsonObject | undefined {
  const source = extra?.['llama_stack']
  if (typeof source !== 'string') return undefined
  const value = parseExact(source)
  return isObject(value) ? value : undefined
}

/** What is no HTTP, under the name that its file had. */
function keptWhole({ extra }: Cassette): (readonly [file: string, content: string])[] {
  const kept = extra?.['llama_stack']
  if (typeof kept !== 'object' || kept === null || Array.isArray(kept)) return []
  return Object.entries(kept).flatMap(([file, content]) =>
    typeof content === 'string' ? [[file.replace(/^.*[\\/]/, ''), content] as const] : [],
  )
}

function losses({ response, request }: Interaction): string[] {
  return [
    ...(response.end === 'complete' ? [] : [`that it ended ${response.end}: Python sees a whole answer`]),
    ...(response.boundaries === 'recorded' ? ['where its chunks ended, and when they came'] : []),
    ...(request.headers.length + response.headers.length > 2 ? ['its headers'] : []),
  ]
}
