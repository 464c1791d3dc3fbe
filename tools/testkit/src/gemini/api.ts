import { jsonAnswer } from '../answer.ts'
import { errorOf, type Api } from '../api.ts'

// https://ai.google.dev/gemini-api/docs/troubleshooting
const statuses: Readonly<Record<number, string>> = {
  400: 'INVALID_ARGUMENT',
  401: 'UNAUTHENTICATED',
  404: 'NOT_FOUND',
  429: 'RESOURCE_EXHAUSTED',
  503: 'UNAVAILABLE',
}

export const geminiApi: Api = {
  headers: () => [
    ['Vary', 'Origin'],
    ['Vary', 'X-Origin'],
    ['Server-Timing', 'gfet4t7; dur=42'],
  ],
  error(status, text) {
    const { message, headers } = errorOf(status, text)
    return jsonAnswer({ error: { code: status, message, status: statuses[status] ?? 'INTERNAL' } }, { status, headers })
  },
}
