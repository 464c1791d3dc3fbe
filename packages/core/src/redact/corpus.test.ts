import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { parseCassette } from '../formats/cassette.ts'
import { openaiProfile } from '../model/profile.ts'
import { findInBody } from './body.ts'
import { redactInteraction } from './interaction.ts'
import { redactRules } from './rules.ts'

const corpus = fileURLToPath(new URL('../../../../../shared/corpus/', import.meta.url))
const absent = !existsSync(corpus)
if (absent) console.log("skipped: the corpus of other projects' recordings (../shared/corpus) is not beside this clone")

const rules = redactRules({}, openaiProfile)!
const filesBelow = (folder: string) =>
  readdirSync(join(corpus, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))

// Other projects have cleaned their recordings before they published them, so whatever is found here is a false find.
describe.skipIf(absent)("in other projects' recordings", () => {
  test('fewer than one interaction in a thousand seems to hold a secret', async () => {
    let interactions = 0
    const finds: string[] = []
    for (const file of filesBelow('go-vcr').filter((name) => name.endsWith('.yaml'))) {
      const cassette = await parseCassette(readFileSync(file), { name: file })
      for (const [position, interaction] of cassette.interactions.entries()) {
        interactions++
        const { redactions, refusal } = redactInteraction(interaction, rules)
        for (const { kind, place } of [...redactions, ...(refusal ? [refusal] : [])])
          finds.push(`${file}, ${position}: ${kind} in the ${place}`)
      }
    }
    console.log(`${finds.length} finds in ${interactions} interactions`, ...finds)
    expect(interactions).toBeGreaterThan(200)
    expect(finds.length).toBeLessThan(interactions / 1000)
  })

  test('no file of any other format seems to hold one', () => {
    const files = ['llama-stack', 'vcrpy'].flatMap(filesBelow)
    const finds = files.flatMap((file) =>
      findInBody(readFileSync(file, 'utf8'), [], rules).map(({ kind, inside }) => `${file}: ${kind} in ${inside ?? 'its text'}`),
    )
    console.log(`${finds.length} finds in ${files.length} files`, ...finds)
    expect(finds).toEqual([])
  })
})
