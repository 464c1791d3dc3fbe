import type { Answer, Header } from './answer.ts'
import type { Api } from './api.ts'
import { openaiApi } from './openai/api.ts'
import { jsonOf, type ReceivedRequest } from './received.ts'

/** The special forms that a model's name can ask for: `test-crlf+gzip`. `error-<status>` is one too. */
export const formNames = ['tool-call', 'refusal', 'crlf', 'comments', 'split', 'gzip', 'gzip-always', 'count'] as const

type FormName = (typeof formNames)[number]
export type Forms = ReadonlySet<FormName>

export interface ApiAnswerOptions {
  /** Default: the one that the request's body names. */
  readonly model?: unknown
  /** Default: OpenAI's. */
  readonly api?: Api
}

/**
 * Answers a request as the real API would: with its headers, and in the form that the model's name asks for.
 * A name that starts with `test-` and asks for an unknown form is an error that lists the known ones.
 */
export function apiAnswer(
  request: ReceivedRequest,
  answer: (forms: Forms) => Answer,
  { model = jsonOf(request)['model'], api = openaiApi }: ApiAnswerOptions = {},
): Answer {
  const words = typeof model === 'string' && model.startsWith('test-') ? model.slice('test-'.length).split('+') : []
  const status = words.map((word) => /^error-([45]\d\d)$/.exec(word)?.[1]).find(Boolean)
  if (status) return withHeaders(api.error(Number(status)), api.headers(request))
  const unknown = words.find((word) => !(formNames as readonly string[]).includes(word))
  if (unknown) {
    const message = `The model '${String(model)}' asks for '${unknown}'. The forms are: ${formNames.join(', ')}, error-<status>.`
    return withHeaders(api.error(404, message), api.headers(request))
  }
  const forms = new Set(words as FormName[])
  return withHeaders(inForm(answer(forms), forms), api.headers(request))
}

function inForm(answer: Answer, forms: Forms): Answer {
  const parts = forms.has('split') ? answer.parts.flatMap((part) => piecesOf(part, 7)) : answer.parts
  const gzip = forms.has('gzip-always') ? 'always' : forms.has('gzip') ? 'accepted' : undefined
  return { ...answer, parts, ...(gzip ? { gzip } : {}) }
}

function withHeaders(answer: Answer, headers: readonly Header[]): Answer {
  return { ...answer, headers: [...answer.headers, ...headers] }
}

/** Cut without regard to lines and characters, as a network may. */
function piecesOf(part: Uint8Array, length: number): Uint8Array[] {
  return Array.from({ length: Math.ceil(part.byteLength / length) }, (_, index) => part.subarray(index * length, (index + 1) * length))
}
