import { writeFile } from 'node:fs/promises'
import { goVcr, parseCassette, type Interaction } from '@respool/core'
import { additionOf } from '../addition.ts'
import { finding, type Finding, type Proof, type Workshop } from '../proof.ts'

/** One cassette of about 4 MB, loaded by respool and by Go in one run. The ratio is a figure, not a proof: a busy machine must not fail it. */
export const speed: Proof = { name: 'Loading 1,500 interactions, every body decoded: Go’s best time beside respool’s', prove }

const times = 5

async function prove({ libraries, folder }: Workshop): Promise<readonly Finding[]> {
  const bytes = goVcr.stringify!({ interactions: Array.from({ length: 1500 }, (_, index) => large(index)) })
  const file = folder.file('large.yaml')
  await writeFile(file, bytes)
  const ours = await fastest(bytes)
  const findings = []
  for (const version of ['v3.2', 'v4.0.5', 'v4.0.7'] as const) {
    const [answer] = await libraries[version].run('time', [{ file, times }])
    const theirs = (answer?.nanoseconds ?? 0) / 1e6
    const proof = finding(`go-vcr ${version} loads it`, `takes ${(theirs / ours).toFixed(1)} times as long as respool`)
    proof.check('time', answer?.error)
    findings.push(proof.result())
  }
  return findings
}

async function fastest(bytes: Uint8Array): Promise<number> {
  let best = Infinity
  for (let time = 0; time < 2 * times; time++) {
    const start = performance.now()
    const { interactions } = await parseCassette(bytes)
    // Go decodes all of it, so all of it counts here.
    for (const { request, response } of interactions)
      if (request.body === '' || response.chunks.length === 0) throw new Error('A body was not read.')
    best = Math.min(best, performance.now() - start)
  }
  return best
}

/** A chat about as long as real ones are: a prompt as JSON, an answer as SSE. */
function large(index: number): Interaction {
  const { request, response } = additionOf(1)
  const event = (token: number) => `data: {"id":"chatcmpl-${index}","choices":[{"index":0,"delta":{"content":" word${token}"}}]}\n\n`
  const chunks = Array.from({ length: 20 }, (_, token) => new TextEncoder().encode(event(token)))
  const body = JSON.stringify({ model: 'toy-1', messages: [{ role: 'user', content: `Question ${index}. `.repeat(20) }], stream: true })
  return { request: { ...request, body }, response: { ...response, chunks, delays: Array<number>(22).fill(0.1), end: 'complete' } }
}
