/** What can go wrong, and the details that come with it. */
export interface RespoolErrorDetails {
  /** A mode, an option or an argument that is not one. */
  'invalid-option': { option: string; value: unknown; expected: string }
  /** A cassette that cannot be read, or a value that cannot be written as one. Lines count from 1, interactions from 0. */
  'invalid-cassette': { cassette: string; line?: number; interaction?: number; expected?: string }
  /** The store could not read or write: `cause` says why. */
  'store-failed': { cassette: string }
  /** Somebody else wrote the cassette in the meantime. */
  'cassette-changed': { cassette: string }
  /** A request for which the cassette holds no answer. */
  miss: { cassette: string; method: string; url: string; nearest?: number; tries: number }
  /** `strict`: recorded interactions that nobody asked for. */
  unused: { cassette: string; interactions: readonly number[] }
  /** Replay has reached the point where the recording client went away. */
  'recording-cancelled': { chunks: number }
  /** Replay has reached the point where the recorded connection broke. */
  'recording-failed': { chunks: number; reason: string }
  /** Secrets that cannot be replaced without changing a stream: these interactions were not stored; the others were. Kind and place are the first one's. */
  'secret-found': {
    cassette: string
    kind: string
    place: string
    interactions: readonly { method: string; url: string; kind: string; place: string }[]
  }
  /** The recorder was used after `close()`. */
  'recorder-closed': { cassette: string }
  /** A request through a patched client where no recorder was given or bound. */
  'no-recorder': { method: string; url: string }
  /** Patching or disposing in the wrong order. */
  'patch-order': { target: string }
}

/** What went wrong, for programs; what `details` holds depends on it. */
export type RespoolErrorCode = keyof RespoolErrorDetails

const brand = Symbol.for('respool.error')

/**
 * The one error that respool throws. Its message says what happened, what was expected, and what to do about it;
 * `code` and `details` say the same to programs.
 *
 * @example
 * ```ts
 * try {
 *   await recorder.close()
 * } catch (error) {
 *   if (isRespoolError(error, 'miss')) console.log(error.details.url)
 * }
 * ```
 */
export class RespoolError<Code extends RespoolErrorCode = RespoolErrorCode> extends Error {
  override readonly name = 'RespoolError'
  readonly code: Code
  readonly details: RespoolErrorDetails[Code]

  constructor(code: Code, message: string, details: RespoolErrorDetails[Code], options?: ErrorOptions) {
    super(message, options)
    this.code = code
    this.details = details
    // Not `instanceof`: two copies of the package in one process must know each other's errors.
    Object.defineProperty(this, brand, { value: true })
  }
}

/** An error, of whatever realm: in a context of node:vm, such as jest's, what Node throws is no `Error` of the context's own. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || (typeof value === 'object' && value !== null && 'message' in value && 'stack' in value)
}

/** The error of a request that the cassette cannot answer. */
export type MissError = RespoolError<'miss'>

/** Whether respool has thrown this, whichever copy of the package: `instanceof` knows only its own. */
export function isRespoolError(error: unknown): error is RespoolError
/** Whether respool has thrown this, and with this code. */
export function isRespoolError<Code extends RespoolErrorCode>(error: unknown, code: Code): error is RespoolError<Code>
export function isRespoolError(error: unknown, code?: RespoolErrorCode): boolean {
  return isError(error) && brand in error && (code === undefined || (error as unknown as RespoolError).code === code)
}
