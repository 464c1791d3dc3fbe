import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A server that counts whatever reaches it. Not the testkit's, whose sources Node 22 cannot read by itself. */
export async function startLiveServer() {
  const seen = { requests: 0, connections: 0 }
  const server = createServer((_, response) => {
    seen.requests++
    response.end('live')
  })
  server.on('connection', () => seen.connections++)
  server.on('upgrade', (_, socket) => {
    seen.requests++
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, seen }
}
