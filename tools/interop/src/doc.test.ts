import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { documentedGo, goFunction } from './doc.ts'
import { matcher } from './proofs/doc.ts'
import { versions } from './versions.ts'

test('the matcher of docs/guides/go.md is the one with which each go-vcr is proven', async () => {
  const documented = (await documentedGo()).join('')
  for (const version of versions) {
    const code = readFileSync(new URL(`../go/${version}/main.go`, import.meta.url), 'utf8')
    for (const name of matcher) {
      expect(goFunction(documented, name), name).toContain('return')
      expect(goFunction(code, name), `${name} of ${version}`).toBe(goFunction(documented, name))
    }
  }
})
