import { expect, test } from 'vitest'

import { memoryStore, type Interaction } from '@respool/core'

import { expectRespoolError } from '../error.ts'
import type { FolderFormat, FormatSample } from '../format-suite.ts'
import { essence } from './interactions.ts'

/** What a format promises that reads folders: what it opens is what it would have parsed, and the answers can stay in the store. */
export function formatOpening(
  format: FolderFormat,
  samples: readonly FormatSample[],
  broken: readonly FormatSample[],
  extension: string,
): void {
  const open = async (files: { [name: string]: Uint8Array }, name: string) => {
    const reads: string[] = []
    const store = memoryStore(files)
    const cassette = await format.open({ ...store, read: (each) => (reads.push(each), store.read(each)) }, name, { name })
    return { cassette, reads }
  }

  test.each(samples)('a file that is opened says what it says when it is parsed: $name', async ({ name, bytes }) => {
    const { cassette } = await open({ [`a${extension}`]: bytes }, `a${extension}`)
    const parsed = await format.parse(bytes, { name })
    expect(await Promise.all(cassette!.interactions.map(wholeEssence))).toEqual(parsed.interactions.map(essence))
  })

  test.each(samples)('so does a folder with it; each file is read once, and again for its answer: $name', async ({ name, bytes }) => {
    const file = `folder/deep/a${extension}`
    const { cassette, reads } = await open({ [file]: bytes, 'elsewhere.txt': new Uint8Array(0) }, 'folder')
    const parsed = await format.parse(bytes, { name })
    expect(reads).toEqual([file])
    expect(cassette!.interactions.map(({ request }) => request.url)).toEqual(parsed.interactions.map(({ request }) => request.url))
    const [first] = cassette!.interactions
    if (!first?.load) return
    expect(() => first.response.chunks).toThrow(/\S/)
    expect(essence({ ...first, response: await first.load() })).toEqual(essence(parsed.interactions[0]!))
    expect(reads).toEqual([file, file])
  })

  test('where there is nothing, there is no cassette', async () => {
    expect((await open({}, 'folder')).cassette).toBeUndefined()
  })

  // What does not even look like a file of this format may lie in a folder.
  test.each(broken.filter((file) => format.detect(file)))(
    'refuses a folder with one that cannot be read, and says which: $name',
    async ({ bytes }) => {
      const error = await expectRespoolError(open({ [`folder/broken${extension}`]: bytes }, 'folder'), 'invalid-cassette')
      expect(error.message).toContain(`folder/broken${extension}`)
    },
  )
}

async function wholeEssence(interaction: Interaction): Promise<object> {
  return essence(interaction.load ? { ...interaction, response: await interaction.load() } : interaction)
}
