import http, { type ClientRequest, type IncomingMessage, type RequestOptions } from 'node:http'
import https from 'node:https'

export interface Answer {
  readonly status: number
  readonly text: string
  readonly chunks: readonly string[]
  readonly response: IncomingMessage
}

export type Request = (url: string, options: RequestOptions) => ClientRequest

/** Sends and reads to the end. */
export async function call(url: string, options: RequestOptions & { body?: string | Uint8Array } = {}, request?: Request): Promise<Answer> {
  const { body, ...rest } = options
  const make: Request = request ?? (url.startsWith('https:') ? https.request : http.request)
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    make(url, rest).on('response', resolve).on('error', reject).end(body)
  })
  const chunks: string[] = []
  for await (const chunk of response) chunks.push(String(chunk))
  return { status: response.statusCode ?? 0, text: chunks.join(''), chunks, response }
}
