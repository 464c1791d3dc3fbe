import { toBody, type Body } from './body.ts'
import { headerList, type HeaderList, type HeadersInput } from './headers.ts'

/** A request as it matters to matching: what was asked of whom. */
export interface HttpRequest {
  /** In upper case, as sent: `POST`. */
  readonly method: string
  /** Absolute, with its query: `https://api.openai.com/v1/chat/completions`. */
  readonly url: string
  readonly headers: HeaderList
  readonly body: Body
}

/** Plain data that a format stores beside what the model knows, by the format's own names; carried along, never interpreted. */
export type PlainValue = string | number | boolean | null | readonly PlainValue[] | { readonly [key: string]: PlainValue }
/** What a format keeps of its own, by key. */
export type Extra = Readonly<Record<string, PlainValue>>

export interface RecordedRequest extends HttpRequest {
  /** Such as `HTTP/1.1`. */
  readonly httpVersion?: string
  readonly extra?: Extra
}

/**
 * How a response ended.
 *
 * - `complete`: as its server meant it to
 * - `cancelled`: the client went away first
 * - `failed`: the connection or the upstream broke
 */
export type ResponseEnd = 'complete' | 'cancelled' | 'failed'

/** A response without its content. */
export interface ResponseHead {
  readonly status: number
  /** The reason phrase, `OK`; empty over HTTP/2 and 3. */
  readonly statusText: string
  readonly headers: HeaderList
  /** Where the response came from, where redirects led elsewhere than the request's URL. */
  readonly url?: string
  /** Such as `HTTP/1.1`. */
  readonly httpVersion?: string
}

/** A response as a cassette holds it: its head, and its content chunk by chunk. */
export interface RecordedResponse extends ResponseHead {
  /** The decoded content, as it arrived. */
  readonly chunks: readonly Uint8Array[]
  /** `recorded`: the chunks are those that the recording client saw; `derived`: an event, a line or the whole body each, because the cassette does not say. */
  readonly boundaries: 'recorded' | 'derived'
  /** Milliseconds before each: first before the head, then before every chunk, last before the end. So two more than there are chunks. */
  readonly delays?: readonly number[]
  readonly end: ResponseEnd
  /** Why it failed, in the recording client's words; only with `end: 'failed'`. */
  readonly error?: string
  /** When the request was sent, as ISO 8601 in UTC. */
  readonly recordedAt?: string
  readonly extra?: Extra
}

/** One request and its response. Readonly to the bottom: a changed copy is a new interaction. */
export interface Interaction {
  /** Its number in the cassette; given when it is saved. */
  readonly id?: number
  readonly request: RecordedRequest
  /** May be a getter, which decodes the response when it is first asked for and gives the same object from then on. */
  readonly response: RecordedResponse
  /**
   * Reads the whole response, where its content was left in the store: then `response` has all but the content, and its `chunks` throw.
   *
   * @throws RespoolError `cassette-changed` where it is no longer what it was when the cassette was opened
   */
  readonly load?: () => Promise<RecordedResponse>
  /** Why it cannot be played, where it cannot: who asks for it gets a miss that says so. */
  readonly unplayable?: string
  readonly extra?: Extra
}

/** What {@link httpRequest} needs; everything but the URL has a default. */
export interface HttpRequestInit {
  method?: string
  url: string | URL
  headers?: HeadersInput
  body?: string | Uint8Array
}

/** A request in normal form: method in upper case, headers as a list, the body as text wherever it is UTF-8. */
export function httpRequest({ method = 'GET', url, headers, body }: HttpRequestInit): HttpRequest {
  return { method: method.toUpperCase(), url: String(url), headers: headerList(headers), body: toBody(body) }
}

/** The same request with this body. */
export function withBody(request: HttpRequest, body: string | Uint8Array | undefined): HttpRequest {
  return { ...request, body: toBody(body) }
}
