import { runExample } from '@respool/testkit'
import { expect, test } from 'vitest'

test('two calls side by side, by fetch and by node:http, each from its own cassette', async () => {
  expect(await runExample(new URL('main.ts', import.meta.url))).toBe(
    `portuguese: Oi, tudo bem? (1 replayed)
french: Salut, ça va ? (1 replayed)
`,
  )
}, 60_000)
