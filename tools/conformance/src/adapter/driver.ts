import type { Patch, PatchOptions, Recorder, RecorderOptions } from '@respool/core'

/** What a request may carry. Which of them a client takes is its driver's `bodies`. */
export type SentBody = string | Uint8Array | ReadableStream<Uint8Array> | FormData | URLSearchParams | Blob
export type BodyKind = 'text' | 'bytes' | 'stream' | 'form' | 'params' | 'blob'

export interface Sent {
  readonly url: string
  /** Default `GET`. */
  readonly method?: string
  /** To be sent in this order, with this spelling, where the client can. */
  readonly headers?: readonly (readonly [name: string, value: string])[]
  readonly body?: SentBody
  /** Send `Expect: 100-continue`, and the body only once the server has asked for it. */
  readonly expectContinue?: boolean
  /** Handed to the client as its own option. */
  readonly signal?: AbortSignal
}

/** A response as its client hands it out: what it does not decode or join is not decoded or joined here. */
export interface Received {
  readonly status: number
  /** Undefined where the client has none. */
  readonly statusText: string | undefined
  /** As raw as the client has them. */
  readonly headers: readonly (readonly [name: string, value: string])[]
  /** The client decodes what comes encoded, and leaves the header that said so. */
  readonly decoded?: boolean
  /** The client's own way of reading, one item for each thing that it gives: nothing is read before the first `next`. */
  readonly chunks: AsyncIterator<Uint8Array>
  /** Goes away in the client's own way, which is not its signal: `body.cancel()`, `response.destroy()`. */
  cancel(): void
}

/** Sends a request in the client's native way; rejects with the client's own error where there is no response. */
export type Send = (sent: Sent) => Promise<Received>

/** One way in which one client is used with an adapter. */
export type Driver = GivenDriver | PatchedDriver

interface AnyDriver {
  /** `undici.request`, `http.request through createAgent`. */
  readonly name: string
  readonly bodies: readonly BodyKind[]
  /** The client, to which nothing has been given; it keeps its connections alive as it does by default. */
  readonly send: Send
  /** Is this how the client says that the connection broke? */
  readonly isNetworkError: (error: unknown) => boolean
  /** What this client cannot do, and why. */
  readonly gaps?: readonly Gap[]
}

/** A client that is handed something of the adapter's: a fetch, an agent, a dispatcher. */
export interface GivenDriver extends AnyDriver {
  readonly tape: (recorder: Recorder) => Send
  readonly patch?: undefined
}

/** A client that is taped because something global is patched: its `send` stays what it is. */
export interface PatchedDriver extends AnyDriver {
  readonly patch: (options?: PatchOptions) => Patch
  /** Everything that the patch may replace, by identity: it has to be there again afterwards. */
  readonly globals: () => readonly unknown[]
  /**
   * Requests whose response is handed to a callback, by the callback's name (`response`, `data`): `call` is to be called from within it. What
   * is asked there belongs to the scope of the request.
   */
  readonly callbacks?: { readonly [name: string]: (sent: Sent, call: () => void) => void }
  readonly tape?: undefined
}

export interface AdapterUnderTest {
  /** `@respool/fetch`. */
  readonly name: string
  /** The module that exports, as `adapter`, an object with these drivers at least: processes of their own import it. `import.meta.url`. */
  readonly module: string
  readonly openRecorder: (location: string | URL, options?: RecorderOptions) => Promise<Recorder>
  readonly drivers: readonly Driver[]
}

/** The topics on which runtimes may differ. Bytes, boundaries, aborts and the network are not among them. */
export type GapTopic =
  /** `Expect: 100-continue` is sent, and the body held back. */
  | 'expect-continue'
  /** The text beside the status arrives. */
  | 'status-text'
  /** Headers arrive in the order and with the spelling in which they were sent. */
  | 'raw-headers'
  /** Each hop of a redirect is an interaction of its own. */
  | 'redirect-hops'
  /** A body goes out before all of it is there. */
  | 'request-streaming'

/** Something that a client or a runtime cannot do: a named constant, with a paragraph that says why. */
export interface Gap {
  readonly name: string
  readonly topic: GapTopic
  readonly why: string
}

export function kindOf(body: SentBody): BodyKind {
  if (typeof body === 'string') return 'text'
  if (body instanceof Uint8Array) return 'bytes'
  if (body instanceof FormData) return 'form'
  if (body instanceof URLSearchParams) return 'params'
  return body instanceof Blob ? 'blob' : 'stream'
}
