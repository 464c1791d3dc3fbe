// Run by cell.ts: answers each request with a stream; in a process of its own, so that its work is not counted.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { exchangesOf } from '../replay/exchanges.ts'
import { tasks } from '../replay/tasks.ts'

const gap = Number(process.argv[2])
const exchanges = exchangesOf(tasks['stream-200'])
const answers = new Map(exchanges.map((exchange) => [exchange.body, exchange]))

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { headers, chunks } = answers.get(Buffer.concat(await request.toArray()).toString())!
  response.writeHead(200, Object.fromEntries(headers))
  for (const chunk of chunks) {
    response.write(chunk)
    if (gap > 0) await pause(gap)
  }
  response.end()
}

const server = createServer((request, response) => void answer(request, response))
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port))
process.on('disconnect', () => process.exit())
