import { concatBytes, decodeUtf8 } from './body.ts'
import { headerValues } from './headers.ts'
import type { RecordedResponse } from './interaction.ts'

/**
 * The coding in which a response's content still is: another program has stored it as it came over the wire, since its client asked for the coding itself. respool
 * never does. Undefined where the content is plain, whatever the header says: many programs decode the body and keep the header.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4
 */
export function codingOf({ headers, chunks }: Pick<RecordedResponse, 'headers' | 'chunks'>): string | undefined {
  const coding = headerValues(headers, 'content-encoding').join(', ').trim().toLowerCase()
  if (coding === '' || coding === 'identity') return undefined
  const content = concatBytes(chunks)
  // No coding gives text.
  if (decodeUtf8(content) !== undefined) return undefined
  const magic = magics[coding]
  return magic === undefined || magic.every((byte, index) => content[index] === byte) ? coding : undefined
}

// How they begin, where they do so in one way.
const magics: Readonly<Record<string, readonly number[]>> = {
  gzip: [0x1f, 0x8b],
  'x-gzip': [0x1f, 0x8b],
  zstd: [0x28, 0xb5, 0x2f, 0xfd],
}
