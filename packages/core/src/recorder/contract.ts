import type { RespoolError, MissError } from '../model/errors.ts'
import type { CassetteFormat } from '../model/format.ts'
import type { HeadersInput } from '../model/headers.ts'
import type { ResponseEnd, ResponseHead } from '../model/interaction.ts'
import type { ApiProfile } from '../model/profile.ts'
import type { CassetteStore, Durability } from '../model/store.ts'
import type { MatchOptions } from '../match/options.ts'
import type { RedactOptions, Redaction } from '../redact/options.ts'
import type { Clock } from './clock.ts'
import type { Mode } from './mode.ts'
import type { Pace } from './pace.ts'

/** How a cassette is opened. Without any: recorded the first time, replayed from then on. */
export interface RecorderOptions {
  /**
   * What to do with a request. Without it the environment variable `RESPOOL_MODE` decides; without that it is `once`,
   * or `replay` where `CI` is set, so that nothing is ever recorded by mistake on a build machine.
   *
   * - `replay`: answer from the cassette, else it is a miss
   * - `once`: record if there is no cassette yet or others are just recording it, else `replay`
   * - `new-episodes`: answer from the cassette, else record
   * - `rerecord`: record everything anew, replacing the recording of the same request; the others stay
   * - `passthrough`: neither record nor replay
   */
  mode?: Mode
  /** What makes two requests the same. Default: method, URL and body, JSON by its meaning. */
  match?: MatchOptions
  /** May an interaction be played more than once? Default: no; each is played once, in file order. */
  repeats?: boolean
  /** How fast chunks follow each other in replay. Default: `instant`. */
  pace?: Pace
  /** The hosts (`api.openai.com`, `127.0.0.1:8080`, or a pattern) whose traffic is taped. Default: all. */
  hosts?: readonly (string | RegExp)[]
  /** What becomes of requests to other hosts: they `pass` to the network (default), or they are a `miss`. */
  others?: 'pass' | 'miss'
  /** How secrets are kept out of the cassette. `false` stores everything as it is. */
  redact?: RedactOptions | false
  /** Keep answers with status 429 and 5xx too. Default: no; they tell of a bad day, not of the API. */
  recordErrors?: boolean
  /** Answer a miss with a 400 that explains it (`respond`, the default), or throw the explanation. */
  onMiss?: 'respond' | 'throw'
  /** Have `close()` reject when a recorded interaction was not played. */
  strict?: boolean
  /**
   * What a finished interaction outlives before the cassette is saved: the end of its `process`, however it comes (default), or with `fsync` also a
   * power cut, at about a millisecond an interaction.
   */
  durability?: Durability
  /** Default: go-vcr's. */
  format?: CassetteFormat
  /** Where the cassette lives. Default on Node, Bun and Deno: the file system. */
  store?: CassetteStore
  profile?: ApiProfile
  /** Time, for tests of timing. Default: the platform's. */
  clock?: Clock
}

/** What an adapter knows of a request before its body, as the application gave it. An upgrade shows by its `upgrade` header. */
export interface RequestHead {
  readonly method: string
  readonly url: string
  readonly headers: HeadersInput
}

/** What an adapter has to do with a request: the recorder decides, the adapter performs. */
export type Verdict = Pass | Record | Miss | NeedsBody

/** Call the network, untaped. */
export interface Pass {
  readonly kind: 'pass'
}

/** Call the network, hand the caller each chunk at once and the capture a copy. */
export interface Record {
  readonly kind: 'record'
  readonly capture: Capture
}

/** The verdict depends on the body: hand it over whole. */
export interface NeedsBody {
  readonly kind: 'body'
  /** The verdict. @param body whole; text where the caller gave text, undefined where there is none */
  decide(body: string | Uint8Array | undefined): Replay | Record | Miss
}

/** Play this back; the network is not touched. */
export interface Replay {
  readonly kind: 'replay'
  readonly playback: Playback
}

/** There is no answer: play the explanation back, or throw the error where there is no playback. */
export interface Miss {
  readonly kind: 'miss'
  /** Why: a `miss`, `recorder-closed`, or `no-recorder`. */
  readonly error: RespoolError<'miss' | 'recorder-closed' | 'no-recorder'>
  readonly playback?: Playback
}

/**
 * A recording under way. An adapter calls `head`, then `chunk` as often as chunks arrive, then exactly one of
 * `end`, `cancel` and `fail`; or `drop` where no response ever came. Later calls do nothing.
 */
export interface Capture {
  /** What to send upstream in place of the caller's headers: recordings hold decoded content, so none is asked to be encoded. */
  readonly requestHeaders: { readonly 'accept-encoding': 'identity' }
  /** The whole request body; only after a verdict that did not need it. */
  requestBody(body: string | Uint8Array | undefined): void
  /** The response has begun. */
  head(head: { status: number; statusText: string; headers: HeadersInput; url?: string; httpVersion?: string }): void
  /** Decoded content. It is copied: the caller may do with it what it likes. */
  chunk(bytes: Uint8Array): void
  /** The response is whole. Call it before the application learns of the end, so that what the application has seen is stored. */
  end(): void
  /** The application went away. What has come to the last event of its API counts as whole. */
  cancel(): void
  /** The upstream or the connection broke. */
  fail(error: unknown): void
  /** Nothing is stored: there was no response, or, with a reason that the summary will give, none that can be kept. */
  drop(reason?: string): void
  /**
   * How `close()` gets the rest of a response that the application does not read: `read` is to read on to the end, and to let go of
   * the upstream when the signal aborts, failing the application's stream with the signal's reason.
   */
  onDrain(read: (signal: AbortSignal) => void): void
}

/** The end of a playback. */
export interface End {
  readonly end: ResponseEnd
  /** With which to fail what reads on: absent after `complete`. */
  readonly error?: RespoolError
}

/**
 * A replay under way. It is synchronous unless it is paced, or its content is still in the store: a promise comes only where there is something to wait for,
 * and rejects where the recorder is closed meanwhile, or the store has no longer what it had.
 */
export interface Playback {
  /** The response's head. Length and encoding headers are left out: the adapter's runtime knows what it sends. */
  start(): ResponseHead | Promise<ResponseHead>
  /** One chunk a call, then the end. The bytes are the cassette's, which may play them again: an application, which may overwrite or transfer what it gets, is given a copy. */
  next(): Uint8Array | End | Promise<Uint8Array | End>
  /** The application went away: waiting ends, nothing more comes. */
  cancel(): void
}

/** What a recorder comes to: what happened, and with what `close()` rejects, though everything is saved. */
export interface Outcome {
  readonly summary: Summary
  readonly failure: RespoolError | undefined
}

/** What happened between opening and closing; plain data. */
export interface Summary {
  /** The cassette's full location. */
  readonly cassette: string
  readonly mode: Mode
  /** Interactions that the cassette held when it was opened. */
  readonly total: number
  readonly replayed: number
  /** Interactions stored by this recorder. */
  readonly recorded: number
  /** Interactions that processes had recorded which ended before they closed: found when this recorder was opened, and saved with its own or at once. */
  readonly recovered: number
  /** Requests that were let through to the network untaped. */
  readonly passed: number
  /** Requests that were sent to the network at all, to be recorded or untaped: none in replay, if all hosts are taped. */
  readonly network: number
  /** Interactions of the cassette that were never played, by their position in the file. */
  readonly unused: readonly number[]
  readonly misses: readonly MissError[]
  /** What was recorded and yet not stored, and why. */
  readonly notStored: readonly { readonly method: string; readonly url: string; readonly reason: string }[]
  readonly redactions: readonly Redaction[]
  readonly warnings: readonly string[]
}

/** The open cassette that decides on every request. */
export interface Recorder extends AsyncDisposable {
  /** The cassette's full location. */
  readonly cassette: string
  /** The mode in force. */
  readonly mode: Mode
  /** What to do with a request. Synchronous: nothing it needs is ever read later. */
  begin(head: RequestHead): Verdict
  /**
   * For adapters that must know before the request's head is there: does whatever goes to this URL pass? If so it is counted as passed, and
   * must not be begun.
   */
  passes(url: string): boolean
  /**
   * Binds patched adapters (`patchFetch()`, `patchUndici()`, `patchHttp()` without a recorder of their own) to this recorder for the time of a
   * call and all that it starts, however long that takes: tests that run side by side each see their own. On Node, Bun and Deno.
   *
   * @throws RespoolError `invalid-option` on runtimes without async contexts
   * @example
   * ```ts
   * using patch = patchFetch()
   * await recorder.run(() => answerAll(questions))
   * ```
   */
  run<Value>(call: () => Value): Value
  /**
   * Saves what was recorded, then rejects where a request missed (and, with `strict`, where an interaction was not played).
   *
   * An answer in which a secret comes in pieces is not stored; then, too, it rejects, once all others are saved.
   *
   * @throws RespoolError `secret-found`, `miss`, `unused`, `store-failed`, `invalid-cassette`
   */
  close(): Promise<Summary>
  /**
   * As `close()`, for test runners, which have an error of their own to show beside this one: it resolves with both where `close()` rejects. `close()` afterwards
   * does what it always does, and saves nothing anew.
   *
   * @param options.save `clean` saves only where there is nothing to reject with. Default: `always`
   * @throws RespoolError `store-failed`, `invalid-cassette`
   */
  settle(options?: { readonly save?: 'always' | 'clean' }): Promise<Outcome>
  /** Forgets what was recorded, and what was recovered: `close()` will save nothing. */
  discard(): void
}
