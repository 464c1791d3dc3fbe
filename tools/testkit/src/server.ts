import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'

import { sendAnswer } from './answer.ts'
import type { HandWrittenStream } from './hand-written.ts'
import { openaiApi } from './openai/api.ts'
import { pathnameOf, receive, type ReceivedRequest } from './received.ts'
import { anthropicRoutes } from './routes/anthropic.ts'
import { geminiRoutes } from './routes/gemini.ts'
import { httpRoutes } from './routes/http.ts'
import { mistralRoutes } from './routes/mistral.ts'
import { ollamaRoutes } from './routes/ollama.ts'
import { openaiRoutes } from './routes/openai.ts'
import { matchRoute, type Route } from './routes/route.ts'
import { scripts, type ScriptHandler, type Where } from './scripts.ts'

/**
 * A server on a loopback port that speaks the APIs of OpenAI (and of who is compatible), Anthropic, Gemini, Ollama and, below `/mistral`, Mistral.
 *
 * Every answer is computed from the request, so that the same request always has the same answer and another prompt
 * another one. Special forms are asked for by the model's name, `test-` and the forms with `+` between them:
 *
 * | model | what it does |
 * | --- | --- |
 * | `test-tool-call`, `test-refusal` | answers with a call of the first tool, or with a refusal |
 * | `test-crlf`, `test-comments` | ends lines with CR LF, as Gemini does anyway; puts `: keep-alive` before each event |
 * | `test-split` | sends every 7 bytes separately, whatever they cut apart |
 * | `test-gzip`, `test-gzip-always` | compresses, chunk by chunk, for who accepts it; or for everybody |
 * | `test-count` | adds how often this very request was seen, so that repeated requests have different answers |
 * | `test-error-400`, `-401`, `-404`, `-429`, `-500`, … | answers with that error; 429 says when to retry |
 *
 * HTTP's own forms have paths: `/status/204`, `/status/304`, `/redirect/307/v1/models`, `/gzip`, `/ndjson`, `/echo` (what was received, as
 * JSON) and `/echo/body` (the same bytes back).
 */
export interface TestServer extends AsyncDisposable {
  /** Without a slash at its end; the base URL of OpenAI's clients is `${url}/v1`, of Mistral's `${url}/mistral`, of all others the URL itself. */
  readonly url: string
  /** Every request whose body has arrived, in order. */
  readonly requests: readonly ReceivedRequest[]
  /** How many requests have reached the server, unfinished ones and upgrades too. */
  readonly count: number
  /** How many connections were ever opened. */
  readonly connections: number
  /** Leaves the next matching request to the test. Several wait in turn; they come before every other answer. */
  readonly nextStream: (where: Where) => HandWrittenStream
  /** Leaves every matching request to the handler. Returns what takes it away again. An error it throws cuts the response and is thrown by `stop`. */
  readonly script: (where: Where, handler: ScriptHandler) => () => void
  /** Closes every connection at once, and the port. */
  stop(): Promise<void>
}

export interface ServerOptions {
  /** Routes that come before the server's own. */
  routes?: readonly Route[]
}

const builtIn = [...openaiRoutes, ...anthropicRoutes, ...geminiRoutes, ...ollamaRoutes, ...mistralRoutes, ...httpRoutes]

export async function startServer({ routes = [] }: ServerOptions = {}): Promise<TestServer> {
  const allRoutes = [...routes, ...builtIn]
  const requests: ReceivedRequest[] = []
  const seen = new Map<string, number>()
  const sockets = new Set<Socket>()
  const byHand = scripts()
  let count = 0
  let connections = 0

  async function serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    count += 1
    // A client that goes away makes writing fail; who writes is told so by writePart.
    response.on('error', () => {})
    const request = await receive(message, seen).catch(() => undefined)
    if (!request) return
    requests.push(request)
    if (byHand.take(request, response)) return
    await sendAnswer(answerOf(allRoutes, request), request, response)
  }

  const server = createServer({ noDelay: true }, (message, response) => void serve(message, response))
  server.on('connection', (socket) => {
    connections += 1
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('upgrade', (_, socket) => {
    count += 1
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  async function stop(): Promise<void> {
    byHand.close()
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
    const [error] = byHand.errors.splice(0)
    if (error) throw error
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    get count() {
      return count
    },
    get connections() {
      return connections
    },
    nextStream: byHand.nextStream,
    script: byHand.script,
    stop,
    [Symbol.asyncDispose]: stop,
  }
}

function answerOf(routes: readonly Route[], request: ReceivedRequest) {
  const pathname = pathnameOf(request)
  for (const route of routes) {
    const rest = matchRoute(route, request.method, pathname)
    if (rest !== undefined) return route.answer(request, rest)
  }
  return openaiApi.error(404, `Invalid URL (${request.method} ${request.path})`)
}
