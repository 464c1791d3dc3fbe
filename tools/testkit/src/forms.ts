import { jsonAnswer, type Answer, type Header } from './answer.ts'
import { hashOf } from './hash.ts'
import { jsonOf, type ReceivedRequest } from './received.ts'

/** The special forms that a model's name can ask for: `test-crlf+gzip`. `error-<status>` is one too. */
export const formNames = ['tool-call', 'refusal', 'crlf', 'comments', 'split', 'gzip', 'gzip-always', 'count'] as const

type FormName = (typeof formNames)[number]
export type Forms = ReadonlySet<FormName>

/** What the server sends beside the content and no cassette may ever hold. */
export const serverSecrets = ['respool-test-organization', 'proj_respool-test-project', 'respool-cookie-one', 'respool-cookie-two'] as const

const errors: Readonly<Record<number, { type: string; code: string | null; message: string; headers?: readonly Header[] }>> = {
  400: { type: 'invalid_request_error', code: null, message: 'This request was asked to be a bad one.' },
  401: { type: 'invalid_request_error', code: 'invalid_api_key', message: 'Incorrect API key provided.' },
  404: { type: 'invalid_request_error', code: 'model_not_found', message: 'There is no such model.' },
  429: {
    type: 'requests',
    code: 'rate_limit_exceeded',
    message: 'Rate limit reached. Please try again in 1s.',
    // The milliseconds are what clients obey first, so that a test of retries need not wait a second.
    headers: [
      ['Retry-After', '1'],
      ['retry-after-ms', '5'],
      ['x-ratelimit-remaining-requests', '0'],
    ],
  },
  500: { type: 'server_error', code: null, message: 'The server had an error while processing your request.' },
}

/**
 * Answers a request as the real API would: with its headers, and in the form that the model's name asks for.
 * A name that starts with `test-` and asks for an unknown form is an error that lists the known ones.
 */
export function apiAnswer(request: ReceivedRequest, answer: (forms: Forms) => Answer, model: unknown = jsonOf(request)['model']): Answer {
  const words = typeof model === 'string' && model.startsWith('test-') ? model.slice('test-'.length).split('+') : []
  const status = words.map((word) => /^error-([45]\d\d)$/.exec(word)?.[1]).find(Boolean)
  if (status) return withApiHeaders(errorAnswer(Number(status)), request)
  const unknown = words.find((word) => !(formNames as readonly string[]).includes(word))
  if (unknown) {
    const message = `The model '${String(model)}' asks for '${unknown}'. The forms are: ${formNames.join(', ')}, error-<status>.`
    return withApiHeaders(errorAnswer(404, message), request)
  }
  const forms = new Set(words as FormName[])
  return withApiHeaders(inForm(answer(forms), forms), request)
}

export function errorAnswer(status: number, text?: string): Answer {
  const { type, code, message, headers = [] } = errors[status] ?? { type: 'server_error', code: null, message: `Status ${status}.` }
  return jsonAnswer({ error: { message: text ?? message, type, param: null, code } }, { status, headers })
}

function inForm(answer: Answer, forms: Forms): Answer {
  const parts = forms.has('split') ? answer.parts.flatMap((part) => piecesOf(part, 7)) : answer.parts
  const gzip = forms.has('gzip-always') ? 'always' : forms.has('gzip') ? 'accepted' : undefined
  return { ...answer, parts, ...(gzip ? { gzip } : {}) }
}

function withApiHeaders(answer: Answer, request: ReceivedRequest): Answer {
  const [organization, project, firstCookie, secondCookie] = serverSecrets
  const headers: Header[] = [
    ...answer.headers,
    ['openai-organization', organization],
    ['openai-project', project],
    ['openai-processing-ms', '42'],
    ['openai-version', '2020-10-01'],
    ['x-request-id', `req_${hashOf(request.fingerprint, String(request.nth)).slice(0, 32)}`],
    ['Set-Cookie', `__cf_bm=${firstCookie}; path=/; Secure; HttpOnly`],
    ['Set-Cookie', `_cfuvid=${secondCookie}; path=/; Secure; HttpOnly`],
  ]
  return { ...answer, headers }
}

/** Cut without regard to lines and characters, as a network may. */
function piecesOf(part: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(part.byteLength / length) }, (_, index) => part.subarray(index * length, (index + 1) * length))
}
