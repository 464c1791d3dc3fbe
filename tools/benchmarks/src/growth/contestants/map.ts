import { readFileSync } from 'node:fs'
import { post, type Contestant } from '../contestant.ts'
import { writeLines } from '../interactions.ts'

/** The floor: a Map that is filled from lines of JSON, and a stub that answers from it. */
export const map: Contestant = {
  record: ({ folder, count }) => writeLines(`${folder}/${count}.jsonl`, count),
  async open({ folder, count, url }) {
    const answers = new Map<string, string>()
    for (const line of readFileSync(`${folder}/${count}.jsonl`, 'utf8').split('\n')) {
      if (line === '') continue
      const { body, answer } = JSON.parse(line) as { body: string; answer: string }
      answers.set(body, answer)
    }
    const stub = async (_url: string, init: { body: string }) => new Response(answers.get(init.body))
    return { ask: (body) => post(stub, url, body) }
  },
}
