import { tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { recorded } from './proofs/recorded.ts'
import { builtLibraries } from './toolchain.ts'

const libraries = await builtLibraries()
if ('skipped' in libraries) console.log(`skipped: ${libraries.skipped}`)

// Only a taste: `pnpm interop` proves the rest, and builds what this needs.
describe.skipIf('skipped' in libraries)('with the real go-vcr', () => {
  test('what respool recorded is what Go replays', { timeout: 60_000 }, async () => {
    if ('skipped' in libraries) return
    await using folder = await tempFolder()
    const findings = await recorded.prove({ libraries, folder })
    expect(findings.flatMap(({ failures }) => failures)).toEqual([])
    expect(findings.every(({ of }) => of > 90)).toBe(true)
  })
})
