import { memoryStore, parseCassette, type CassetteStore, type MissError, type ResponseEnd } from '@respool/core'
import { openRecorder } from '@respool/fetch'
import { type TestServer, countSockets, serverSecrets, startServer } from '@respool/testkit'
import type { AnyClient, Session } from './client.ts'
import { apiKey, collect, converse, type Conversation } from './conversation.ts'
import { explainedIn } from './explained.ts'
import { RefusedAnswer } from './refused.ts'

/** What was seen of one client. */
export interface Proof {
  readonly recorded: Conversation
  readonly replayed: Conversation
  /** How many requests reached the server while recording, and how many of them the cassette answered. */
  readonly requests: { readonly recorded: number; readonly replayed: number }
  /** Connections that anything tried to open while replaying and missing. */
  readonly sockets: number
  readonly cassette: Content
  readonly misses: { readonly whole: Missed; readonly streamed: Missed }
}

/** What of a cassette must be as it should, whoever recorded it. */
interface Content {
  /** How each response ended. */
  readonly ends: readonly ResponseEnd[]
  /** What no cassette may hold, and this one does: the application's key, or what servers say of its account. */
  readonly leaks: readonly string[]
}

/** What a request without an answer looks like from the application. */
export interface Missed {
  /** How often the client asked. */
  readonly tries: number
  /** Whether the client threw; otherwise it took the refusal for an answer. */
  readonly thrown: boolean
  /** Where an application finds the explanation: in which part of the error, or in the body of the answer, which it has to look at by itself. */
  readonly explainedIn: string | undefined
}

const location = 'client.yaml'

/** Records against a server, then replays with the server stopped, then misses. */
export async function prove(client: AnyClient): Promise<Proof> {
  const store = memoryStore()
  const server = await startServer()
  const recorded = await record(client, server, store)
  using sockets = countSockets()
  const { conversation: replayed, count } = await replay(client, server.url, store)
  const misses = {
    whole: await miss(client, server.url, store, (session) => session.ask('Something else', 'gpt-4o')),
    streamed: await miss(client, server.url, store, (session) => collect(session.stream('Something else', 'gpt-4o'))),
  }
  const cassette = await contentOf(store)
  return { recorded, replayed, cassette, requests: { recorded: server.count, replayed: count }, sockets: sockets.count, misses }
}

async function record(client: AnyClient, server: TestServer, store: CassetteStore): Promise<Conversation> {
  await using _ = server
  const recorder = await openRecorder(location, { mode: 'once', store })
  using bound = client.binding.bind(recorder)
  const conversation = await converse(client.connect(server.url, bound.tape))
  await recorder.close()
  return conversation
}

async function replay(client: AnyClient, url: string, store: CassetteStore): Promise<{ conversation: Conversation; count: number }> {
  // Strict: an interaction that is left over was recorded for nothing.
  const recorder = await openRecorder(location, { mode: 'replay', store, strict: true })
  using bound = client.binding.bind(recorder)
  const conversation = await converse(client.connect(url, bound.tape))
  const { replayed } = await recorder.close()
  return { conversation, count: replayed }
}

async function miss(
  client: AnyClient,
  url: string,
  store: CassetteStore,
  ask: (session: Session) => Promise<string | string[]>,
): Promise<Missed> {
  const recorder = await openRecorder(location, { mode: 'replay', store })
  using bound = client.binding.bind(recorder)
  const outcome = await attempt(() => ask(client.connect(url, bound.tape)))
  const closing = await attempt(() => recorder.close())
  if (!closing.thrown) throw new Error(`Nothing was missed: ${JSON.stringify(closing)}`)
  return { tries: triesOf(closing.error as MissError), thrown: outcome.thrown, explainedIn: placeOf(outcome.error) }
}

/** Its details tell of the first miss alone; a client that then asks for something else has tried again. */
function triesOf({ message }: MissError): number {
  const misses = message.match(/^respool has no answer for /gm) ?? []
  const again = Array.from(message.matchAll(/^\(tried (\d+) times\)$/gm), ([, times]) => Number(times) - 1)
  return again.reduce((sum, times) => sum + times, misses.length)
}

async function contentOf(store: CassetteStore): Promise<Content> {
  const bytes = (await store.read(location))!
  const { interactions } = await parseCassette(bytes)
  const text = Buffer.from(bytes).toString()
  return {
    ends: interactions.map(({ response }) => response.end),
    leaks: [apiKey, ...serverSecrets].filter((secret) => text.includes(secret)),
  }
}

async function attempt(action: () => Promise<unknown>): Promise<{ thrown: boolean; error?: unknown }> {
  try {
    await action()
    return { thrown: false }
  } catch (error) {
    return { thrown: true, error }
  }
}

function placeOf(thrown: unknown): string | undefined {
  const path = explainedIn(thrown)
  if (path === undefined) return undefined
  return thrown instanceof RefusedAnswer ? 'the body of the answer' : `error.${path}`
}
