import { expect, test } from 'vitest'
import type { HeaderList } from '@respool/core'
import type { OperationKey } from '../api.ts'
import { operationOf } from './operation.ts'

const chat = 'POST /chat/completions'

test.each<[string, string, string, OperationKey | undefined]>([
  ['OpenAI', 'POST', 'https://api.openai.com/v1/chat/completions', chat],
  ['with a query', 'POST', 'https://api.openai.com/v1/chat/completions?foo=bar', chat],
  ['with a slash at the end', 'POST', 'https://api.openai.com/v1/chat/completions/', chat],
  ['an Azure deployment', 'POST', 'https://mine.openai.azure.com/openai/deployments/gpt-4o/chat/completions?api-version=2024-10-21', chat],
  [
    'an Azure deployment of embeddings',
    'POST',
    'https://mine.openai.azure.com/openai/deployments/e/embeddings?api-version=1',
    'POST /embeddings',
  ],
  ['Azure without deployments', 'POST', 'https://mine.openai.azure.com/openai/v1/responses', 'POST /responses'],
  ['Azure, older', 'POST', 'https://mine.openai.azure.com/openai/responses?api-version=preview', 'POST /responses'],
  ['OpenRouter', 'POST', 'https://openrouter.ai/api/v1/chat/completions', chat],
  ['a gateway', 'POST', 'https://gateway.ai.cloudflare.com/v1/account/name/openai/chat/completions', chat],
  ['a gateway, one word', 'POST', 'https://gateway.ai.cloudflare.com/v1/account/name/openai/responses', 'POST /responses'],
  ['z.ai', 'POST', 'https://api.z.ai/api/coding/paas/v4/chat/completions', chat],
  ['a doubled version', 'POST', 'https://api.openai.com/v1/v1/chat/completions', chat],
  ['no version', 'POST', 'http://localhost:8080/chat/completions', chat],
  ['Gemini as OpenAI', 'GET', 'https://generativelanguage.googleapis.com/v1beta/openai/models', 'GET /models'],
  ['one of many', 'GET', 'https://api.openai.com/v1/responses/resp_1?stream=true', 'GET /responses/{response_id}'],
  ['a word where an id could be', 'POST', 'https://api.openai.com/v1/responses/compact', 'POST /responses/compact'],
  ['below an id', 'GET', 'https://api.openai.com/v1/files/file-1/content', 'GET /files/{file_id}/content'],
  ['a model with a slash', 'GET', 'http://localhost:8321/v1/models/meta-llama/Llama-3', 'GET /models/{model}'],
  ['assistants', 'POST', 'https://api.openai.com/v1/threads/thread_1/runs', 'POST /threads/{thread_id}/runs'],
  ['the beta double', 'POST', 'https://api.openai.com/v1/responses?beta=true', undefined],
  ['another method', 'PUT', 'https://api.openai.com/v1/chat/completions', undefined],
  ['Anthropic', 'POST', 'https://api.anthropic.com/v1/messages', undefined],
  ["Anthropic's batches", 'POST', 'https://api.anthropic.com/v1/messages/batches', undefined],
  ["Anthropic's models", 'GET', 'https://api.anthropic.com/v1/models', undefined],
  ['Anthropic as OpenAI', 'POST', 'https://api.anthropic.com/v1/chat/completions', chat],
  ["Gemini's models", 'GET', 'https://generativelanguage.googleapis.com/v1beta/models', undefined],
  ["somebody's files", 'POST', 'https://example.com/files', undefined],
  ['no URL', 'POST', '/v1/chat/completions', undefined],
])('%s: %s %s', (_, method, url, want) => {
  expect(operationOf({ method, url, headers: [] })).toBe(want)
})

test("Anthropic's API at another host shows by its version", () => {
  const headers: HeaderList = [['Anthropic-Version', '2023-06-01']]
  expect(operationOf({ method: 'GET', url: 'https://proxy.example.com/v1/models', headers })).toBeUndefined()
})
