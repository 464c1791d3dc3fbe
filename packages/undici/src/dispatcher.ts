import type { Duplex } from 'node:stream'

/**
 * For `dispatcher.compose()`. It takes the dispatch function of any undici and gives one of the same type: all that is known here of the types of undici 6, 7 and 8.
 *
 * @typeParam AnyDispatch - the dispatch function of the undici that it is composed with
 */
export type Interceptor = <AnyDispatch extends (options: never, handler: never) => boolean>(dispatch: AnyDispatch) => AnyDispatch

/** What undici's dispatchers have in common, as far as a request must be understood. Whatever else stands in the options is handed on. */
export type Dispatch = (options: DispatchOptions, handler: Handler) => boolean

export interface DispatchOptions {
  readonly origin?: string | URL | null
  readonly path: string
  readonly method: string
  readonly query?: { readonly [name: string]: unknown } | null
  readonly headers?: RequestHeaders
  readonly body?: unknown
  readonly upgrade?: boolean | string | null
}

export type HeaderValue = string | number | readonly string[] | null | undefined

export type RequestHeaders =
  | readonly HeaderValue[]
  | Iterable<readonly [name: string, value: HeaderValue]>
  | { readonly [name: string]: HeaderValue }
  | null
  | undefined

/** Names and values in turn, as they came; undici itself gives several values of one name either way. */
export type RawHeaders = readonly (Buffer | string | readonly (Buffer | string)[])[]

/** Headers as undici 7 and 8 hand them to handlers. */
export interface ParsedHeaders {
  [name: string]: string | string[]
}

/** What undici 7 and 8 give a handler to steer its request with. */
export interface Controller {
  readonly aborted: boolean
  readonly reason: unknown
  readonly paused: boolean
  rawHeaders?: RawHeaders | ParsedHeaders | null
  rawTrailers?: RawHeaders | ParsedHeaders | null
  pause(): void
  resume(): void
  abort(reason?: unknown): void
}

/** Whom a dispatcher tells what becomes of a request. */
export type Handler = Partial<LegacyHandler & ControlledHandler & Progress>

/** As undici up to 7 has it, and Node's own fetch up to 24. */
export interface LegacyHandler {
  onConnect(abort: (reason?: unknown) => void, context: object): void
  /** False to pause, until `resume` is called. */
  onHeaders(status: number, headers: RawHeaders, resume: () => void, statusText?: string): boolean | void
  onData(bytes: Buffer): boolean | void
  onComplete(trailers: RawHeaders): void
  onError(error: unknown): void
  onUpgrade(status: number, headers: RawHeaders, socket: Duplex): unknown
}

/** As undici 8 has it, and Node's own fetch from 26 on; undici 7 speaks both. */
export interface ControlledHandler {
  onRequestStart(controller: Controller, context: object): void
  onResponseStart(controller: Controller, status: number, headers: ParsedHeaders, statusText?: string): void
  onResponseData(controller: Controller, bytes: Buffer): void
  onResponseEnd(controller: Controller, trailers: ParsedHeaders): void
  onResponseError(controller: Controller, error: unknown): void
  onRequestUpgrade(controller: Controller, status: number, headers: ParsedHeaders, socket: Duplex): unknown
}

export interface Progress {
  onBodySent(bytes: unknown): unknown
  onRequestSent(): unknown
  onResponseStarted(): unknown
}
