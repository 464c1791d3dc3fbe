import { createFetch, openRecorder } from '@respool/fetch'

test('streams the answer', async () => {
  const recorder = await openRecorder(new URL('__cassettes__/hi.yaml', import.meta.url))
  const response = await createFetch(recorder)(process.env.SERVER_URL, { method: 'POST', body: '{"model":"gpt-4o","stream":true}' })
  expect(await response.text()).toContain('data: [DONE]')
  const { recorded, replayed } = await recorder.close()
  expect({ recorded, replayed }).toEqual(process.env.CI ? { recorded: 0, replayed: 1 } : { recorded: 1, replayed: 0 })
})
