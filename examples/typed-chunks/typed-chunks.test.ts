import { runExample } from '@respool/testkit'
import { expect, test } from 'vitest'

test('a recording has the types of the API, and is what it says', async () => {
  expect(await runExample(new URL('main.ts', import.meta.url))).toBe(
    `""
"Oi,"
" tudo"
" bem?"
stop
as one: Oi, tudo bem?
5 chunks, 0 of them not as specified
`,
  )
}, 60_000)
