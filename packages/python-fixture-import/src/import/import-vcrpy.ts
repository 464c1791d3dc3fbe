import { canonicalHeaderName, type Cassette, type Interaction } from '@respool/core'
import { pydanticAi, vcrpy } from '../vcrpy/format.ts'
import { parseVcrpy } from '../vcrpy/parse.ts'
import type { ImportedFile } from './report.ts'
import { safeInteractions, safeText, type Redactor } from './safe.ts'

/** A cassette of vcrpy's family as a cassette of ours. */
export function importVcrpy(
  file: string,
  bytes: Uint8Array,
  redactor: Redactor,
): { readonly cassette: Cassette; readonly report: ImportedFile } {
  const { interactions, extra, warnings } = parseVcrpy(bytes, { name: file })
  const safe = safeInteractions(interactions.map(canonical), redactor)
  const others = extra?.['vcrpy']
  const kept = Array.isArray(others) ? others.map((each) => safeText(String(each), redactor)) : []
  const refused = safe.flatMap(({ refused: reason }, index) => (reason === undefined ? [] : [`interaction ${index}: ${reason}`]))
  const written = safe.flatMap(({ interaction }) => interaction ?? [])
  const dropped = [...new Set(safe.flatMap((each) => each.dropped))].sort()
  const report: ImportedFile = {
    file,
    format: pydanticAi().detect({ name: file, bytes }) ? 'pydantic-ai' : 'vcrpy',
    outcome: written.length > 0 || interactions.length === 0 ? (kept.length > 0 && written.length === 0 ? 'kept' : 'imported') : 'left out',
    interactions: written.length,
    ...(refused.length > 0 && { reason: refused.join('; ') }),
    lost: [
      ...(dropped.length > 0 ? [`headers that are not kept: ${dropped.join(', ')}`] : []),
      ...(written.some(isDecoded) ? ['the compressed bytes of responses, which are stored decoded'] : []),
      ...(kept.length > 0 ? [`${kept.length} records that are no HTTP: they are kept, and not played`] : []),
      ...(warnings ?? []).filter((warning) => !/is kept, and not played/.test(warning)),
    ],
    redactions: safe.flatMap(({ redactions }) => redactions),
  }
  return { cassette: { interactions: written, ...(kept.length > 0 && { extra: { vcrpy: kept } }) }, report }
}

/** Cassettes spell the names of headers as Go does, which looks them up by that spelling. */
function canonical(interaction: Interaction): Interaction {
  const spelled = <Message extends Interaction['request'] | Interaction['response']>(message: Message): Message => ({
    ...message,
    headers: message.headers.map(([name, value]) => [canonicalHeaderName(name), value] as const),
  })
  return { ...interaction, request: spelled(interaction.request), response: spelled(interaction.response) }
}

export function isVcrpyFile(file: string, bytes: Uint8Array): boolean {
  return [vcrpy(), pydanticAi()].some((format) => format.detect({ name: file, bytes }))
}

function isDecoded({ extra }: Interaction): boolean {
  return typeof extra?.['vcrpy'] === 'string' && extra['vcrpy'].includes('"decoded":true')
}
