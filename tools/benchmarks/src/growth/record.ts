// Run once for each contestant and count: makes what `cell.ts` opens.
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { report } from '../frame/took.ts'
import { field, type EntrantName } from './field.ts'
import { answerOf, bodyOf, urlFile } from './interactions.ts'

const [name, count, folder] = process.argv.slice(2) as [EntrantName, string, string]
const contestant = await field[name].load()
await contestant.record({ folder, count: Number(count) }, serve)
report({ figures: {} })
process.exit()

/** Answers every question as it must be. */
async function serve(): Promise<string> {
  const answers = new Map(Array.from({ length: Number(count) }, (_, index) => [bodyOf(index), answerOf(index)]))
  const answer = async (request: IncomingMessage, response: ServerResponse) => {
    const body = Buffer.concat(await request.toArray()).toString()
    response.writeHead(200, { 'content-type': 'application/json' }).end(answers.get(body))
  }
  const server = createServer((request, response) => void answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/chat/completions`
  writeFileSync(urlFile(folder, name, Number(count)), url)
  return url
}
