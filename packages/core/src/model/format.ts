import type { Cassette } from './cassette.ts'
import type { CassetteStore } from './store.ts'

/** What a format is told of the file it reads, for its errors. */
export interface ParseContext {
  /** The name to show: `__cassettes__/hi.yaml`. */
  readonly name: string
}

/** What recorders of a format do where the user does not say: the options of the same names. */
export interface FormatDefaults {
  readonly repeats?: boolean
  readonly match?: { readonly origin?: boolean; readonly ignoreBody?: readonly string[] }
}

/** One way to keep a cassette in bytes. Formats are pure: bytes in, values out; files are the store's. */
export interface CassetteFormat {
  /** Such as `go-vcr`. */
  readonly name: string
  readonly defaults?: FormatDefaults
  /** Whether these bytes look like this format. Cheap: it looks at the beginning. */
  readonly detect: (file: { readonly name: string; readonly bytes: Uint8Array }) => boolean
  /**
   * A promise only where the file needs a reader that is not loaded yet.
   *
   * @throws RespoolError `invalid-cassette`, naming file, line and interaction
   */
  readonly parse: (bytes: Uint8Array, context: ParseContext) => Cassette | Promise<Cassette>
  /** Absent in a format that is only read. What was read and not changed keeps its text byte for byte. */
  readonly stringify?: (cassette: Cassette) => Uint8Array
  /**
   * In place of `read` and `parse`, in a format whose cassettes may be folders: `name` is one, or a file. It reads each file once, and keeps of the
   * answers no more than it must: interactions may have a `load` that reads them again.
   *
   * @returns undefined where there is nothing
   * @throws RespoolError `invalid-cassette`, `store-failed`
   */
  readonly open?: (
    store: Pick<CassetteStore, 'read' | 'list' | 'describe'>,
    name: string,
    context: ParseContext,
  ) => Promise<Cassette | undefined>
}
