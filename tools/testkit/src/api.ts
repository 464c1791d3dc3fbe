import type { Answer, Header } from './answer.ts'
import { hashOf } from './hash.ts'
import type { ReceivedRequest } from './received.ts'

/** What tells one API's answers from another's, beside their content. */
export interface Api {
  headers(request: ReceivedRequest): readonly Header[]
  error(status: number, text?: string): Answer
}

/** What the server sends beside the content and no cassette may ever hold. */
export const serverSecrets = ['respool-test-organization', 'proj_respool-test-project', 'respool-cookie-one', 'respool-cookie-two'] as const

/** Cookies of the proxy that stands before most APIs. */
export const cookies: readonly Header[] = [
  ['Set-Cookie', `__cf_bm=${serverSecrets[2]}; path=/; Secure; HttpOnly`],
  ['Set-Cookie', `_cfuvid=${serverSecrets[3]}; path=/; Secure; HttpOnly`],
]

/** Another one for each attempt. */
export function requestIdOf(request: ReceivedRequest): string {
  return `req_${hashOf(request.fingerprint, String(request.nth)).slice(0, 32)}`
}

export interface ApiError {
  readonly message: string
  readonly headers: readonly Header[]
}

export function errorOf(status: number, message = messages[status] ?? `Status ${status}.`): ApiError {
  return { message, headers: status === 429 ? retryHeaders : [] }
}

const messages: Readonly<Record<number, string>> = {
  400: 'This request was asked to be a bad one.',
  401: 'Incorrect API key provided.',
  404: 'There is no such model.',
  429: 'Rate limit reached. Please try again in 1s.',
  500: 'The server had an error while processing your request.',
}

const retryHeaders: readonly Header[] = [
  ['Retry-After', '1'],
  // Clients obey the milliseconds first, so that a test of retries need not wait a second.
  ['retry-after-ms', '5'],
  ['x-ratelimit-remaining-requests', '0'],
]
