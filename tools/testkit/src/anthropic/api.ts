import { jsonAnswer } from '../answer.ts'
import { cookies, errorOf, requestIdOf, serverSecrets, type Api } from '../api.ts'

// https://docs.anthropic.com/en/api/errors
const types: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}

export const anthropicApi: Api = {
  headers: (request) => [
    ['request-id', requestIdOf(request)],
    ['anthropic-organization-id', serverSecrets[0]],
    ['anthropic-ratelimit-requests-remaining', '49'],
    ...cookies,
  ],
  error(status, text) {
    const { message, headers } = errorOf(status, text)
    return jsonAnswer({ type: 'error', error: { type: types[status] ?? 'api_error', message } }, { status, headers })
  },
}
