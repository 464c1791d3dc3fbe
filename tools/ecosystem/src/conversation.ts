import type { Session } from './client.ts'

/** Characters of two to four bytes, one of several code points, so that a cut between bytes shows. */
const prompt = 'Say “olá” to 👩🏽‍🚀 in 東京'

/** What the server answers; every client has to come to it by its own parsing. */
export const answer = `Olá! You said: ${prompt}`

export const toolArguments = { city: 'Lisboa', question: prompt }

/** With no shape by which it could be told: that it is kept out of cassettes is for the headers alone to do. */
export const apiKey = 'key-of-the-application'

/** What came of a conversation. */
export interface Conversation {
  readonly whole: string
  readonly streamed: readonly string[]
  readonly cut: readonly string[]
  readonly call?: unknown
}

/** Everything that a client can do, in a fixed order: the second stream has CR LF and comments, and is cut every seven bytes, whatever they cut apart. */
export async function converse(session: Session): Promise<Conversation> {
  return {
    whole: await session.ask(prompt, 'gpt-4o'),
    streamed: await collect(session.stream(prompt, 'gpt-4o')),
    cut: await collect(session.stream(prompt, 'test-split+crlf+comments')),
    ...(session.call && { call: await session.call(prompt, 'test-tool-call') }),
  }
}

export async function collect(texts: AsyncIterable<string>): Promise<string[]> {
  const all: string[] = []
  for await (const text of texts) if (text !== '') all.push(text)
  return all
}
