import { bodyBytes, deriveChunks, headerValue, httpRequest, type HeaderList, type Interaction, type JsonValue } from '@respool/core'
import { invalidRecording } from '../errors.ts'
import { stringifyExact } from '../json/exact.ts'
import { pythonDumps } from '../python/dumps.ts'
import { decodeContent, sniffType, withLastBlankLine } from './decode.ts'
import { isMap, type Tree, type TreeMap } from './tree.ts'
import { contentOf, headersOf, scalarText } from './values.ts'

/** Where an interaction stands, for its errors, and where its oddities are told. */
export interface Place {
  readonly name: string
  readonly interaction: number
  warn(text: string): void
}

/** One interaction of a cassette, as HTTP. */
export function toInteraction(request: Tree | undefined, response: Tree | undefined, place: Place): Interaction {
  const { name, interaction } = place
  if (!isMap(request)) throw invalidRecording(name, 'it has no request.', { interaction, expected: 'a request with method and uri' })
  if (!isMap(response)) throw invalidRecording(name, 'it has no response.', { interaction, expected: 'a response with status and body' })
  const [method, url] = [scalarText(request['method']), scalarText(request['uri'])]
  if (method === undefined || url === undefined) {
    throw invalidRecording(name, 'its request has no method or no uri.', { interaction, expected: 'a request with method and uri' })
  }
  const body = request['parsed_body'] === undefined ? contentOf(request['body']) : jsonOf(request['parsed_body'])
  const headers = headersIn(request, place)
  const answer = answerOf(response, place)
  return { request: httpRequest({ method, url, headers, body }), ...answer }
}

/** What stands for a body in a pydantic-ai cassette is sent as Python's json writes it. */
function jsonOf(value: Tree): string {
  return pythonDumps(value as JsonValue)
}

function headersIn(message: TreeMap, { name, interaction }: Place): HeaderList {
  const headers = headersOf(message['headers'])
  if (headers) return headers
  throw invalidRecording(name, 'its headers are neither a map nor pairs.', { interaction, expected: 'headers: { name: [value] }' })
}

// They describe the connection on which it once came, and lie about what is kept of it.
const connectionHeaders = new Set(['content-encoding', 'content-length', 'transfer-encoding'])

function answerOf(response: TreeMap, place: Place): Pick<Interaction, 'response' | 'extra'> {
  const { status, statusText, httpVersion } = statusOf(response, place)
  const recorded = headersIn(response, place)
  const { content, decoded } = contentIn(response, recorded, place)
  const kept = recorded.filter(([name]) => !connectionHeaders.has(name.toLowerCase()))
  const type = headerValue(kept, 'content-type') === undefined ? sniffType(content) : undefined
  const headers: HeaderList = type === undefined ? kept : [...kept, ['Content-Type', type]]
  const whole = withLastBlankLine(content, headers)
  if (whole !== content)
    place.warn('its event stream lacks the blank line at its end, without which clients lose the last event: it was added.')
  const source = stringifyExact({
    ...(kept.length < recorded.length && {
      headers: recorded.filter((each) => !kept.includes(each)).map(([name, value]) => [name, value]),
    }),
    ...(decoded && { decoded: true }),
    ...(type !== undefined && { sniffed: type }),
    ...(response['parsed_body'] !== undefined && { parsed_body: true }),
  })
  return {
    response: {
      status,
      statusText,
      headers,
      ...(httpVersion !== undefined && { httpVersion }),
      chunks: deriveChunks(whole, headers),
      boundaries: 'derived',
      end: 'complete',
    },
    ...(source !== '{}' && { extra: { vcrpy: source } }),
  }
}

interface Status {
  readonly status: number
  readonly statusText: string
  readonly httpVersion?: string
}

/** As httplib has it, or as the recorder of httpx once did. */
function statusOf(response: TreeMap, { name, interaction }: Place): Status {
  const { status, status_code: plain, http_version: version } = response
  const code = isMap(status) ? status['code'] : (plain ?? status)
  const number = typeof code === 'number' ? code : Number(scalarText(code) ?? NaN)
  if (!Number.isInteger(number) || number < 100 || number > 999) {
    throw invalidRecording(name, 'its response has no status that is one.', { interaction, expected: 'status: { code: 200, message: OK }' })
  }
  return {
    status: number,
    statusText: (isMap(status) ? scalarText(status['message']) : undefined) ?? '',
    ...(typeof version === 'string' && /^HTTP\/[\d.]+$/.test(version) && { httpVersion: version }),
  }
}

function contentIn(response: TreeMap, headers: HeaderList, { name, interaction }: Place): { content: Uint8Array; decoded: boolean } {
  if (response['parsed_body'] !== undefined) return { content: bodyBytes(jsonOf(response['parsed_body'])), decoded: false }
  const { body, content } = response
  const given = isMap(body) && ('string' in body || Object.keys(body).length === 0) ? body['string'] : (body ?? content)
  try {
    return decodeContent(bodyBytes(contentOf(given)), headers)
  } catch (error) {
    const encoding = headerValue(headers, 'content-encoding')
    const message = `its response says that it is encoded (${encoding}), and cannot be decoded (${error instanceof Error ? error.message : String(error)}). Record it anew.`
    throw invalidRecording(name, message, { interaction }, error)
  }
}
