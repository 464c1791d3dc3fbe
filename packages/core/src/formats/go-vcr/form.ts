import { headerValue, type HeaderList } from '../../model/headers.ts'
import type { RecordedRequest } from '../../model/interaction.ts'
import { bytesToText, type YamlMap } from './tree.ts'

/**
 * What Go's `Request.ParseForm` makes of a request, as go-vcr records it since 4.0.3: the fields of a form in the body, then those of the query. go-vcr's
 * own matcher compares it.
 *
 * @see https://pkg.go.dev/net/http#Request.ParseForm
 */
export function formOf({ method, url, headers, body }: RecordedRequest): YamlMap | undefined {
  const query = url.includes('?') ? /\?([^#]*)/.exec(url)![1]! : ''
  const isForm = typeof body === 'string' && mayBeForm(body) && ['POST', 'PUT', 'PATCH'].includes(method) && isFormType(headers)
  if (query === '' && !isForm) return undefined
  const fields = new Map<string, string[]>()
  for (const pair of [...(isForm ? body.split('&') : []), ...query.split('&')]) addField(fields, pair)
  return fields.size === 0 ? undefined : fields
}

/** JSON is never one, and nearly every body is JSON. */
function mayBeForm(body: string): boolean {
  return body !== '' && body[0] !== '{' && body[0] !== '['
}

function isFormType(headers: HeaderList): boolean {
  return headerValue(headers, 'content-type')?.split(';')[0]!.trim().toLowerCase() === 'application/x-www-form-urlencoded'
}

/** Go leaves out what it cannot decode, and whatever has a semicolon. */
function addField(fields: Map<string, string[]>, pair: string): void {
  if (pair === '' || pair.includes(';')) return
  const equals = pair.indexOf('=')
  const name = decode(equals === -1 ? pair : pair.slice(0, equals))
  const value = decode(equals === -1 ? '' : pair.slice(equals + 1))
  if (name === undefined || value === undefined) return
  const values = fields.get(name)
  if (values === undefined) fields.set(name, [value])
  else values.push(value)
}

function decode(text: string): string | undefined {
  if (/%(?![\da-f]{2})/i.test(text)) return undefined
  const spaced = text.replaceAll('+', ' ')
  return spaced.replaceAll(/(?:%[\da-f]{2})+/gi, (run) =>
    bytesToText(Uint8Array.from(run.slice(1).split('%'), (hex) => Number.parseInt(hex, 16))),
  )
}
