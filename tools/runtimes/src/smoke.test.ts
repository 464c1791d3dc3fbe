import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { start } from './process.ts'
import { smokeWith } from './smoke-with.ts'

const entry = fileURLToPath(new URL('./smoke/on-server.ts', import.meta.url))

// Of the sources, and on this Node: that the checks themselves hold.
test('every check of the smoke works on Node', async () => {
  const findings = await smokeWith((url) => start(process.execPath, ['--conditions=@respool/source', entry, url]))
  expect(findings.filter(({ error }) => error !== undefined)).toEqual([])
  expect(findings.length).toBeGreaterThan(12)
}, 60_000)

test('a runtime that ends without a report is an error with what it has printed', async () => {
  const broken = smokeWith(() => start(process.execPath, ['--eval', 'console.log("no way"); process.exit(3)']))
  await expect(broken).rejects.toThrow(/ended with 3 and without a report:\nno way/)
})
