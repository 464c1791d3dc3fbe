import { createServer } from 'node:http'

const events = ['Ol', 'á', ', ', 'mundo'].map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`)

/** What the server streams. */
export const streamed = `${events.join('')}data: [DONE]\n\n`

/** A server on loopback that streams one completion to whoever asks. */
export async function startServer() {
  let requests = 0
  const server = createServer((request, response) => {
    requests++
    request.resume().on('end', () => void stream(response))
  })
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${server.address().port}/v1/chat/completions`,
    requests: () => requests,
    async stop() {
      const stopped = new Promise((resolve) => server.close(resolve))
      server.closeAllConnections()
      await stopped
    },
  }
}

async function stream(response) {
  response.writeHead(200, { 'content-type': 'text/event-stream' })
  for (const event of events) {
    response.write(event)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  response.end('data: [DONE]\n\n')
}
