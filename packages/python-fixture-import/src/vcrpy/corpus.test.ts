import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { adapters } from '../__fixtures__/adapters.ts'
import { besideClone, filesIn } from '../__fixtures__/shared.ts'
import { openRecorder } from '../index.ts'
import { vcrpy } from './format.ts'
import { readTree } from './tree.ts'

const corpus = besideClone('corpus/vcrpy')

interface Recorded {
  readonly request: { method: string; uri: string; body: string | Uint8Array | null; headers: { [name: string]: (string | Uint8Array)[] } }
  readonly response: { status: { code: number }; body: { string: string | Uint8Array | null }; headers: { [name: string]: string[] } }
}

describe.skipIf(corpus === undefined)('every cassette of the corpus', () => {
  test.each(adapters)(
    'replays each interaction through $name, decoded, with its length and type',
    { timeout: 120_000 },
    async (adapter) => {
      const counts = { cassettes: 0, interactions: 0, compressed: 0, 'with a wrong length': 0 }
      for (const { name, bytes } of filesIn(corpus!)) {
        const { interactions } = readTree(bytes, name) as unknown as { interactions: Recorded[] }
        const recorder = await openRecorder(join(corpus!, name), { mode: 'replay', strict: true, format: vcrpy() })
        using connection = adapter.connect(recorder)
        counts.cassettes++
        for (const { request, response } of interactions) {
          counts.interactions++
          const content = response.body.string === null ? Buffer.alloc(0) : Buffer.from(response.body.string as string)
          const decoded = content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content) : content
          if (decoded !== content) counts.compressed++
          const length = header(response.headers, 'content-length')
          if (length !== undefined && Number(length) !== content.length) counts['with a wrong length']++
          const type = header(request.headers, 'content-type')
          const answer = await connection.fetch(request.uri, {
            method: request.method,
            ...((request.body?.length ?? 0) > 0 && { body: request.body as string }),
            ...(type !== undefined && { headers: { 'content-type': type } }),
          })
          const got = Buffer.from(await answer.arrayBuffer())
          expect(answer.status, name).toBe(response.status.code)
          expect(got.equals(decoded), name).toBe(true)
          expect(answer.headers.get('content-encoding'), name).toBeNull()
          const said = answer.headers.get('content-length')
          if (said !== null) expect(Number(said), name).toBe(got.length)
          expect(answer.headers.get('content-type'), name).toBe(header(response.headers, 'content-type') ?? sniffed(decoded))
        }
        await recorder.close()
      }
      console.log(counts)
      expect(counts).toMatchObject({ cassettes: 213, interactions: 412 })
    },
  )
})

function header(headers: { [name: string]: (string | Uint8Array)[] }, name: string): string | undefined {
  const [, values] = Object.entries(headers).find(([each]) => each.toLowerCase() === name) ?? []
  return values?.map((value) => Buffer.from(value as string).toString()).join(', ')
}

function sniffed(content: Buffer): string | null {
  try {
    JSON.parse(content.toString())
    return 'application/json'
  } catch {
    return content.subarray(0, 5).toString() === 'data:' ? 'text/event-stream' : null
  }
}
