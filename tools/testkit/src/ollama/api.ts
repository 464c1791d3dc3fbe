import { jsonAnswer } from '../answer.ts'
import { errorOf, type Api } from '../api.ts'

export const ollamaApi: Api = {
  headers: () => [],
  error(status, text) {
    const { message, headers } = errorOf(status, text)
    return jsonAnswer({ error: message }, { status, headers })
  },
}
