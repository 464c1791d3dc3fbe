import { createFetch } from '@respool/fetch'
import { test } from '@respool/vitest'

test('streams the answer', async ({ recorder, expect }) => {
  const response = await createFetch(recorder)(process.env['SERVER_URL']!, { method: 'POST', body: '{"model":"gpt-4o","stream":true}' })
  expect(await response.text()).toContain('data: [DONE]')
})
