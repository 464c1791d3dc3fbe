import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { httpRequest, stringifyCassette, type Interaction } from '@respool/core'

// Not `https`, for which some peers set up TLS anew for each request: it is the search that is measured here.
export const url = 'http://api.example.com/v1/chat/completions'
export const requestHeaders = { 'content-type': 'application/json' }

/** With `%d` for the number of the question: all of one length but for that, so that nothing can tell them apart sooner. */
export const template = JSON.stringify({
  model: 'toy-1',
  messages: [{ role: 'user', content: `Question %d: ${'why is it so? '.repeat(15)}` }],
})

export function bodyOf(index: number): string {
  return template.replace('%d', String(index))
}

export function answerOf(index: number): string {
  return JSON.stringify({
    id: `chatcmpl-${index}`,
    object: 'chat.completion',
    created: 1_760_704_569,
    model: 'toy-1',
    choices: [{ index: 0, message: { role: 'assistant', content: `Answer ${index}: ${'Because. '.repeat(30)}` }, finish_reason: 'stop' }],
  })
}

function interactionOf(index: number): Interaction {
  return {
    id: index,
    request: httpRequest({ method: 'POST', url, headers: requestHeaders, body: bodyOf(index) }),
    response: {
      status: 200,
      statusText: 'OK',
      headers: [['Content-Type', 'application/json']],
      chunks: [new TextEncoder().encode(answerOf(index))],
      boundaries: 'recorded',
      end: 'complete',
    },
  }
}

const portion = 5000

/** A cassette of so many. In portions, of which all but the first are added without their head. */
export async function writeCassette(file: string, count: number): Promise<void> {
  const output = createWriteStream(file)
  for (let start = 0; start < count; start += portion) {
    const interactions = Array.from({ length: Math.min(portion, count - start) }, (_, index) => interactionOf(start + index))
    const text = stringifyCassette({ interactions })
    const body = text.indexOf('interactions:\n') + 'interactions:\n'.length
    output.write(start === 0 ? text : text.slice(body))
  }
  output.end()
  await finished(output)
}

/** The floor's file: a line each. */
export async function writeLines(file: string, count: number): Promise<void> {
  const output = createWriteStream(file)
  for (let index = 0; index < count; index++) output.write(`${JSON.stringify({ body: bodyOf(index), answer: answerOf(index) })}\n`)
  output.end()
  await finished(output)
}

/** Where it says what was asked, if not {@link url}. */
export function urlFile(folder: string, name: string, count: number): string {
  return `${folder}/${name.replace(/\W/g, '')}-${count}.url`
}
