import { get } from 'node:http'
import { expect, test } from 'vitest'
import { startServer } from './server.ts'
import { countSockets } from './sockets.ts'

function connect(url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false }, (response) => response.resume().on('end', resolve)).on('error', reject)
  })
}

test('every connection is counted, also one that fails, and none after it was disposed of', async () => {
  const server = await startServer()
  const sockets = countSockets()
  await (await fetch(server.url)).text()
  expect(sockets.count).toBe(1)
  await connect(server.url)
  expect(sockets.count).toBe(2)
  await server.stop()
  await expect(connect(server.url)).rejects.toThrow('ECONNREFUSED')
  expect(sockets.count).toBe(3)
  sockets[Symbol.dispose]()
  await expect(connect(server.url)).rejects.toThrow('ECONNREFUSED')
  expect(sockets.count).toBe(3)
})
