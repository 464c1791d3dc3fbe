/** What an application throws where its client hands out an answer of any status, and leaves it to the application to look. */
export class RefusedAnswer extends Error {
  readonly body: string

  constructor(status: number, body: string) {
    super(`Status ${status}`)
    this.body = body
  }
}

/** The chunks of an answer; of one that is a refusal, the error. */
export async function* accepted(status: number, chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  if (status < 400) yield* chunks
  else throw new RefusedAnswer(status, await textOf(chunks))
}

/** An answer in one piece, where the client only has chunks of it. */
export async function jsonOf(chunks: AsyncIterable<Uint8Array>): Promise<unknown> {
  return JSON.parse(await textOf(chunks))
}

async function textOf(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const chunk of chunks) parts.push(chunk)
  return Buffer.concat(parts).toString()
}
