import type { HttpRequest } from '../model/interaction.ts'
import { headerValue, headerValues } from '../model/headers.ts'
import { canonicalJson } from '../json/canonical.ts'
import { without } from '../json/pointer.ts'
import { parseJson } from '../json/value.ts'
import type { MatchRules } from './rules.ts'

/** The text that all requests with one meaning share. */
export function requestKey(request: HttpRequest, rules: MatchRules): string {
  const normal = rules.normalize(request)
  return `${targetKey(normal, rules)}\n${bodyKey(normal, rules)}`
}

/** What two requests must have in common before their bodies are looked at: method, URL, and the headers that were asked for. */
export function targetKey(request: HttpRequest, rules: MatchRules, url = canonicalUrl(request.url, rules)): string {
  const headers = rules.headers.map((name) => `\n${name}: ${headerValues(request.headers, name).join(', ')}`)
  return `${request.method} ${url}${headers.join('')}`
}

// A lone surrogate, which no text holds that was sent as text: so no two kinds of bodies meet.
const kind = '\ud800'

/** The text that all bodies with the same meaning share. JSON, which nearly all are, is its own canonical text; the others say first what they are. */
export function bodyKey(request: HttpRequest, rules: MatchRules): string {
  const text = asText(request)
  if (text === '') return ''
  const type = headerValue(request.headers, 'content-type')?.toLowerCase() ?? ''
  const boundary = multipartBoundary(request)
  if (boundary !== undefined) return `${kind}multipart ${withoutBoundary(text, boundary)}`
  if (type.startsWith('application/x-www-form-urlencoded')) return `${kind}form ${canonicalForm(text)}`
  return canonicalJsonBody(text, rules) ?? `${kind}${typeof request.body === 'string' ? 'text' : 'bytes'} ${text}`
}

/** What kind of body a key stands for. */
export function kindOfBody(key: string): 'json' | 'form' | 'multipart' | 'text' {
  if (!key.startsWith(kind)) return 'json'
  return key.startsWith('form ', 1) ? 'form' : key.startsWith('multipart ', 1) ? 'multipart' : 'text'
}

/** The body as it stands: where this is equal, nothing more need be compared. */
export function textKey(request: HttpRequest): string {
  return typeof request.body === 'string' ? request.body : `${kind}bytes ${asText(request)}`
}

export function canonicalUrl(url: string, { origin }: MatchRules): string {
  if (!URL.canParse(url)) return url
  const parsed = new URL(url)
  parsed.hash = ''
  return origin ? parsed.href : parsed.pathname + parsed.search
}

// One character a byte where it is no UTF-8: all that matters is that different bytes give different texts.
function asText({ body }: HttpRequest): string {
  return typeof body === 'string' ? body : new TextDecoder('latin1').decode(body)
}

/** RFC 2046, section 5.1: the boundary is the client's own invention, new with every request. */
function multipartBoundary(request: HttpRequest): string | undefined {
  const match = /^multipart\/.*?;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(headerValue(request.headers, 'content-type') ?? '')
  return match?.[1] ?? match?.[2]
}

// Only where it delimits: what stands in the parts is content, even if it looks like a boundary.
function withoutBoundary(text: string, boundary: string): string {
  return `\r\n${text}`.replaceAll(`\r\n--${boundary}`, '\r\n--')
}

// Fields may come in any order, the values of one field may not: so the sort must be stable, and URLSearchParams' is.
function canonicalForm(text: string): string {
  const fields = new URLSearchParams(text)
  fields.sort()
  const canonical = fields.toString()
  // Bytes that are no UTF-8 all read as U+FFFD: then only the same text is the same.
  return canonical.includes('%EF%BF%BD') ? text : canonical
}

function canonicalJsonBody(text: string, rules: MatchRules): string | undefined {
  if (!/^\s*[[{"]/.test(text)) return undefined
  let value = parseJson(text)
  if (value === undefined) return undefined
  try {
    for (const steps of rules.ignoreBody) value = without(value, steps)
    return canonicalJson(value)
  } catch (error) {
    // Nested deeper than the stack: then only the same text is the same.
    if (error instanceof RangeError) return undefined
    throw error
  }
}
