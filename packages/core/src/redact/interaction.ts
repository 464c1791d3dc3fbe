import { bodyBytes, toBody, type Body } from '../model/body.ts'
import type { HeaderList } from '../model/headers.ts'
import type { HttpRequest, Interaction } from '../model/interaction.ts'
import type { Redaction, SecretPattern } from './options.ts'
import { redactChunks } from './chunks.ts'
import type { RedactRules } from './rules.ts'
import { redactText } from './text.ts'

/** The interaction as it may be stored, and what was replaced in it. Headers that are not on the list are gone, without report: that is what the list is for. */
export function redactInteraction(interaction: Interaction, rules: RedactRules): { interaction: Interaction; redactions: Redaction[] } {
  const tally = createTally()
  const { request, response } = interaction
  const redacted: Interaction = {
    ...interaction,
    request: {
      ...request,
      url: redactText(request.url, rules.patterns, tally.at('request URL')),
      headers: redactHeaders(request.headers, rules.requestHeaders, rules.patterns, (name) => tally.at(`request header ${name}`)),
      body: redactBody(request.body, rules.patterns, tally.at('request body')),
    },
    response: {
      ...response,
      ...(response.url !== undefined && { url: redactText(response.url, rules.patterns, tally.at('response URL')) }),
      ...(response.error !== undefined && { error: redactText(response.error, rules.patterns, tally.at('error')) }),
      statusText: redactText(response.statusText, rules.patterns, tally.at('response status')),
      headers: redactHeaders(response.headers, rules.responseHeaders, rules.patterns, (name) => tally.at(`response header ${name}`)),
      chunks: redactChunks(response.chunks, rules.patterns, tally.at('response body')),
    },
  }
  return { interaction: redacted, redactions: tally.list() }
}

/** A live request as it would have been recorded, so that it can be found where its secrets are placeholders. */
export function redactRequest<Request extends HttpRequest>(request: Request, rules: RedactRules): Request {
  return {
    ...request,
    url: redactText(request.url, rules.patterns),
    headers: request.headers.map(([name, value]) => [name, redactText(value, rules.patterns)] as const),
    body: redactBody(request.body, rules.patterns),
  }
}

function redactHeaders(
  headers: HeaderList,
  keep: ReadonlySet<string>,
  patterns: readonly SecretPattern[],
  at: (name: string) => (kind: string) => void,
): HeaderList {
  return headers
    .filter(([name]) => keep.has(name.toLowerCase()))
    .map(([name, value]) => [name, redactText(value, patterns, at(name))] as const)
}

function redactBody(body: Body, patterns: readonly SecretPattern[], onFind: (kind: string) => void = () => {}): Body {
  if (typeof body === 'string') return redactText(body, patterns, onFind)
  return toBody(redactChunks([bodyBytes(body)], patterns, onFind)[0])
}

function createTally() {
  const counts = new Map<string, Redaction>()
  return {
    at: (place: string) => (kind: string) => {
      const key = `${kind} ${place}`
      counts.set(key, { kind, place, count: (counts.get(key)?.count ?? 0) + 1 })
    },
    list: () => [...counts.values()],
  }
}
