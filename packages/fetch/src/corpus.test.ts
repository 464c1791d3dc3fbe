import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { headerValue, memoryStore, parseCassette } from '@respool/core'
import { describe, expect, test } from 'vitest'
import { createFetch, openRecorder } from './index.ts'

const corpus = fileURLToPath(new URL('../../../../shared/corpus/go-vcr/', import.meta.url))
const absent = !existsSync(corpus)
if (absent) console.log("skipped: the corpus of other projects' recordings (../shared/corpus) is not beside this clone")

describe.skipIf(absent)('every cassette of the corpus', () => {
  const files = absent ? [] : readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'))

  test('replays each interaction with status, content type and bytes as recorded', async () => {
    expect(files.length).toBeGreaterThan(150)
    let interactions = 0
    for (const name of files) {
      const bytes = readFileSync(join(corpus, name))
      const cassette = await parseCassette(bytes, { name })
      const recorder = await openRecorder(name, { mode: 'replay', strict: true, store: memoryStore({ [name]: bytes }) })
      const fetch = createFetch(recorder)
      for (const { request, response } of cassette.interactions) {
        const answer = await fetch(request.url, { method: request.method, body: request.body as string })
        expect(answer.status, name).toBe(response.status)
        expect(answer.headers.get('content-type'), name).toBe(headerValue(response.headers, 'content-type') ?? null)
        expect(Buffer.from(await answer.arrayBuffer()).equals(Buffer.concat(response.chunks)), name).toBe(true)
        interactions++
      }
      await recorder.close()
    }
    console.log(`replayed ${interactions} interactions of ${files.length} cassettes`)
    expect(interactions).toBeGreaterThan(200)
  })
})
