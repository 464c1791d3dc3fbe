import { runExample } from '@respool/testkit'
import { expect, test } from 'vitest'

test("Python's recordings replay as they are, and once imported", async () => {
  const stdout = await runExample(new URL('main.ts', import.meta.url))
  expect(stdout.replace(/[0-9a-f]{64}/, 'hash')).toBe(
    `vcrpy, as it is: Oi, tudo bem?
llama-stack, as it is: Oi, tudo bem?
llama-stack/recordings/hash.json: imported
vcrpy/test_hi.yaml: imported
tests/test_hi/test_hi.yaml, imported: Oi, tudo bem?
vcrpy/test_hi.yaml, imported: Oi, tudo bem?
`,
  )
}, 60_000)
