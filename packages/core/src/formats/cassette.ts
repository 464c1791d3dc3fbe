import { decodeUtf8, encodeUtf8 } from '../model/body.ts'
import type { Cassette } from '../model/cassette.ts'
import type { CassetteFormat } from '../model/format.ts'
import { goVcr, stringifyGoVcr } from './go-vcr/index.ts'

/**
 * Reads a cassette from its bytes or text.
 *
 * It is asynchronous because the reader for files that a person has edited is loaded only when there is one.
 *
 * @throws RespoolError `invalid-cassette`
 * @example
 * ```ts
 * const { interactions } = await parseCassette(await readFile('hi.yaml'))
 * ```
 */
export async function parseCassette(
  source: string | Uint8Array,
  { format = goVcr, name = 'cassette' }: { format?: CassetteFormat; name?: string } = {},
): Promise<Cassette> {
  return format.parse(typeof source === 'string' ? encodeUtf8(source) : source, { name })
}

/**
 * Writes a cassette in go-vcr's format, exactly as go-yaml does. An interaction that was read from a file, and not changed, keeps its text byte for byte.
 *
 * @throws RespoolError `invalid-cassette` where the file that the cassette was read from has a form to which nothing can be added
 */
export function stringifyCassette(cassette: Cassette): string {
  return decodeUtf8(stringifyGoVcr(cassette, { safe: false }))!
}
