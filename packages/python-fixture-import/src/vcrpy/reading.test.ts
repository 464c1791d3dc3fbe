import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { filesIn } from '../__fixtures__/shared.ts'
import { digestTree } from '../__fixtures__/yaml-digest.ts'
import digests from '../__fixtures__/pyyaml-digests.json' with { type: 'json' }
import { readTree } from './tree.ts'

const fixtures = filesIn(fileURLToPath(new URL('__fixtures__/', import.meta.url)))

// tools/interop/python asks PyYAML itself; this is what it said of our own files.
test.each(fixtures)('$name is read as PyYAML 6.0.3 reads it', ({ name, bytes }) => {
  expect(digestTree(readTree(bytes, name))).toBe((digests as { [name: string]: string })[name])
})

test('every digest has its file', () => {
  expect(Object.keys(digests).sort()).toEqual(fixtures.map(({ name }) => name).sort())
})
