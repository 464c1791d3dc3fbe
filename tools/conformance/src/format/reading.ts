import { expect, test } from 'vitest'

import { isRespoolError, type CassetteFormat } from '@respool/core'

import { utf8 } from '../bytes.ts'
import { expectRespoolError } from '../error.ts'
import type { FormatSample, FormatSuiteOptions } from '../format-suite.ts'
import { interactionWith } from './interactions.ts'

type Files = Required<Pick<FormatSuiteOptions, 'samples' | 'broken' | 'foreign'>>

// No cassette of any format.
const junk: FormatSample[] = [
  { name: 'empty', bytes: new Uint8Array(0) },
  { name: 'white space', bytes: utf8(' \n\n') },
  { name: 'prose', bytes: utf8('This is no cassette.\n') },
  { name: 'a list', bytes: utf8('[1, 2, 3]\n') },
  { name: 'bytes', bytes: Uint8Array.from({ length: 300 }, (_, index) => (index * 37) % 256) },
]

export function formatReading(format: CassetteFormat, { samples, broken, foreign }: Files): void {
  const written = format.stringify === undefined ? [] : [{ name: 'own', bytes: format.stringify({ interactions: [interactionWith()] }) }]
  const readable = [...written, ...samples]

  test.each(readable)('knows its own: $name', (file) => expect(format.detect(file)).toBe(true))

  test.each([...junk, ...foreign])('does not take for its own: $name', (file) => expect(format.detect(file)).toBe(false))

  test.each(readable)('reads it twice as the same, and leaves the bytes alone: $name', async ({ name, bytes }) => {
    const given = Uint8Array.from(bytes)
    const first = await format.parse(given, { name })
    expect(first.interactions.length).toBeGreaterThanOrEqual(name === 'own' ? 1 : 0)
    expect(await format.parse(given, { name })).toEqual(first)
    expect(Buffer.compare(given, bytes)).toBe(0)
  })

  test.each([...junk, ...broken])('refuses, and says which file and why: $name', async ({ bytes }) => {
    const error = await expectRespoolError(parse(bytes), 'invalid-cassette')
    expect(error.message).toContain('folder/broken.file')
    expect(error).toMatchObject({ details: { cassette: 'folder/broken.file' } })
  })

  test.each(readable)('cut off anywhere, it is read or refused, and never breaks the reader: $name', async ({ bytes }) => {
    for (let step = 1; step < 50; step++) {
      const error: unknown = await parse(bytes.subarray(0, Math.floor((bytes.byteLength * step) / 50))).then(
        () => undefined,
        (reason: unknown) => reason,
      )
      expect(error === undefined || isRespoolError(error, 'invalid-cassette'), String(error)).toBe(true)
    }
  })

  // In a function of its own, so that what is thrown at once counts as rejected.
  async function parse(bytes: Uint8Array): Promise<unknown> {
    return format.parse(bytes, { name: 'folder/broken.file' })
  }
}
