import { runExample } from '@respool/testkit'
import { expect, test } from 'vitest'

test('a Worker without files answers from the cassette in its bundle', async () => {
  expect(await runExample(new URL('main.ts', import.meta.url))).toBe(`200 text/event-stream
Oi,
 tudo
 bem?
`)
}, 60_000)
