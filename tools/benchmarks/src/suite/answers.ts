// What the suite's tests ask, and what they are answered; copied beside them.
interface Event {
  readonly choices: readonly [{ readonly delta: { readonly content: string } }]
}

export const url = 'https://api.example.com/v1/chat/completions'

export function bodyOf(index: number): string {
  return JSON.stringify({ model: 'toy-1', messages: [{ role: 'user', content: `Question ${index}: why is it so?` }], stream: true })
}

export function textOf(index: number): string {
  return Array.from({ length: 30 }, (_, at) => ` word ${index}.${at}`).join('')
}

export function chunksOf(index: number): Uint8Array[] {
  const events = Array.from({ length: 30 }, (_, at) => {
    const choices = [{ index: 0, delta: { content: ` word ${index}.${at}` }, logprobs: null, finish_reason: null }]
    return `data: ${JSON.stringify({ id: `chatcmpl-${index}`, object: 'chat.completion.chunk', created: 1_760_704_569, model: 'toy-1', choices })}\n\n`
  })
  return [...events, 'data: [DONE]\n\n'].map((event) => new TextEncoder().encode(event))
}

export function streamOf(index: number): ReadableStream<Uint8Array> {
  const chunks = chunksOf(index)
  return new ReadableStream({
    pull(controller) {
      const chunk = chunks.shift()
      if (chunk) controller.enqueue(chunk)
      else controller.close()
    },
  })
}

/** The code under test: asks, and puts the answer together as it arrives. */
export async function askFor(fetch: typeof globalThis.fetch, index: number): Promise<string> {
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: bodyOf(index) })
  const decoder = new TextDecoder()
  let rest = ''
  let text = ''
  for await (const chunk of response.body!) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = lines.pop() ?? ''
    for (const line of lines)
      if (line !== 'data: [DONE]') text += (JSON.parse(line.slice('data: '.length)) as Event).choices[0].delta.content
  }
  return text
}
