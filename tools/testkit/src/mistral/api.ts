import { jsonAnswer } from '../answer.ts'
import { cookies, errorOf, requestIdOf, type Api } from '../api.ts'

export const mistralApi: Api = {
  headers: (request) => [['mistral-correlation-id', requestIdOf(request)], ...cookies],
  error(status, text) {
    const { message, headers } = errorOf(status, text)
    return jsonAnswer({ object: 'error', message, type: 'invalid_request_error', param: null, code: null }, { status, headers })
  },
}
