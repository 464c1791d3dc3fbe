// What goes over the line to the Go programs. Go's text may be any bytes and JSON's may not, so all text is base64.

/** Text in base64: the bytes of a Go string. */
export type Blob64 = string

export interface WireHeader {
  readonly name: Blob64
  readonly values: readonly Blob64[]
}

/** Go's struct with everything in it. */
export interface WireRequest {
  readonly proto: Blob64
  readonly protoMajor: number
  readonly protoMinor: number
  readonly contentLength: number
  readonly transferEncoding: readonly Blob64[]
  readonly trailer: readonly WireHeader[]
  readonly host: Blob64
  readonly remoteAddr: Blob64
  readonly requestUri: Blob64
  readonly body: Blob64
  readonly form: readonly WireHeader[]
  readonly headers: readonly WireHeader[]
  readonly url: Blob64
  readonly method: Blob64
}

interface WireResponse {
  readonly proto: Blob64
  readonly protoMajor: number
  readonly protoMinor: number
  readonly transferEncoding: readonly Blob64[]
  readonly trailer: readonly WireHeader[]
  readonly contentLength: number
  readonly uncompressed: boolean
  readonly body: Blob64
  readonly headers: readonly WireHeader[]
  readonly status: Blob64
  readonly code: number
  /** Nanoseconds. */
  readonly duration: number
}

export interface WireInteraction {
  readonly request: Partial<WireRequest>
  readonly response: Partial<WireResponse>
}

export interface Job {
  readonly file: string
  readonly interactions?: readonly WireInteraction[]
  readonly requests?: readonly Partial<WireRequest>[]
  /** How often to load it, for `time`. */
  readonly times?: number
}

export interface Reply {
  readonly error?: string
  readonly status: number
  readonly sha256: string
}

export interface Answer {
  readonly error?: string
  readonly interactions?: readonly LoadedInteraction[]
  readonly replies?: readonly Reply[]
  readonly nanoseconds?: number
}

/** What Go loaded; all of it is there. */
export interface LoadedInteraction {
  readonly request: WireRequest
  readonly response: WireResponse
}

export function toBase64(content: string | Uint8Array): Blob64 {
  return Buffer.from(content).toString('base64')
}
