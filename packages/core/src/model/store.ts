/**
 * Where cassettes live. Names are relative, with `/` between folders: `chat/hi.yaml`.
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
  /** The names of all cassettes, sorted; below `prefix` (a folder, `chat/`) where it is given. */
  list(prefix?: string): Promise<string[]>
}
