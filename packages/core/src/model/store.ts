/**
 * Where cassettes live. Names are relative, with `/` between folders: `chat/hi.yaml`. No part of a name ends in `.recording`.
 *
 * Every failure is a RespoolError `store-failed` that names the cassette's full location.
 */
export interface CassetteStore {
  /** What `name` is called in messages: a path, a URL. */
  describe(name: string): string
  /** The bytes, or undefined where there is no such cassette. */
  read(name: string): Promise<Uint8Array | undefined>
  /**
   * Writes all of it or nothing: a reader sees the old bytes or the new ones, never a part.
   *
   * @throws RespoolError `cassette-changed` where `expected` is given and the store now holds something else: null expects that there is none
   */
  write(name: string, bytes: Uint8Array, options?: { expected?: Uint8Array | null }): Promise<void>
  /** The names of all cassettes, sorted; below `prefix` (a folder, `chat/`) where it is given. Journals are none. */
  list(prefix?: string): Promise<string[]>
  /**
   * Keeps what is recorded until it is in the cassette. Without it a recorder keeps that in memory, and writes when it closes.
   *
   * Merging goes past `read` and `write`: a store that wraps another and changes these leaves `journals` out, or wraps it too.
   */
  readonly journals?: JournalStore
}

/** How much a journal outlives: the end of its process, or also a power cut, at about a millisecond an interaction. */
export type Durability = 'process' | 'fsync'

/** Journals of recorders, beside the cassettes that they are recording. */
export interface JournalStore {
  /** What stands beside a cassette. Changes nothing. */
  peek(name: string): Promise<StandingJournals>
  /**
   * Begins a recording. What closed recorders have left unmerged is merged first; journals of dead processes become this one's.
   *
   * @throws RespoolError `store-failed` where nothing could be written, and whatever `combine` throws
   */
  open(name: string, options: JournalOptions): Promise<Journal>
}

/** How many journals of each kind stand beside a cassette. */
export interface StandingJournals {
  /** Of recorders at work. */
  readonly recording: number
  /** Of processes that died while they recorded. */
  readonly abandoned: number
  /** Of recorders that have closed: about to be merged, or left by a process that died over it. */
  readonly sealed: number
}

/** How a journal is merged into its cassette, and what it outlives. */
export interface JournalOptions {
  readonly combine: Combine
  /** Default: `process`. */
  readonly durability?: Durability
}

/**
 * The cassette's new bytes. It changes nothing but what it returns, since it may be called again where somebody else has written meanwhile.
 *
 * @param journals the records of each, in the order in which they were appended
 */
export type Combine = (
  cassette: Uint8Array | undefined,
  journals: readonly (readonly Uint8Array[])[],
) => Uint8Array | PromiseLike<Uint8Array>

/** The journal of one recorder. Either `merge` or `discard` is called once, at its end. */
export interface Journal {
  /** Whether others stood when this one was opened, of recorders at work or of dead ones: then a recording is under way, whatever the cassette holds. */
  readonly joined: boolean
  /** The records of each journal that a dead process has left. They are this recorder's now: merged with its own, or discarded. */
  readonly adopted: readonly (readonly Uint8Array[])[]
  /** The records of each journal that a dead process had closed and not merged: opening this one has put them into the cassette. */
  readonly recovered: readonly (readonly Uint8Array[])[]
  /**
   * Keeps a record, which has no line feed in it: once this returns it outlives the process.
   *
   * @throws RespoolError `store-failed`; the record may be kept all the same
   */
  append(record: Uint8Array): void
  /**
   * Puts this recorder's records, and those of all other closed ones, into the cassette; then nothing of them is left beside it. Where that fails, whoever opens the cassette next does it.
   *
   * @param unwritten the records whose `append` has failed
   */
  merge(unwritten?: readonly Uint8Array[]): Promise<void>
  /** Removes this recorder's records, the adopted ones too. */
  discard(): Promise<void>
}
