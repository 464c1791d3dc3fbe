import type { HttpRequest } from '../model/interaction.ts'

/** What makes a live request and a recorded one the same. */
export interface MatchOptions {
  /** Compare scheme, host and port too? Default: yes. `false` lets a recording of one host answer for another. */
  origin?: boolean
  /** Headers that must be equal as well. Default: none, since clients change theirs with every version. */
  headers?: readonly string[]
  /** Parts of a JSON body that may differ, as JSON Pointers (RFC 6901) in which `*` stands for any one key or index: `/metadata/run_id`, `/tools/*`. */
  ignoreBody?: readonly string[]
  /** Rewrites both requests before they are compared, to remove what varies from run to run. */
  normalize?: (request: HttpRequest) => HttpRequest
  /**
   * Decides alone, instead of all of the above; the first recorded request it accepts is the match. Where secrets stood, the recorded one has
   * placeholders (`respool-redacted-openai`), the live one what the reader has.
   */
  custom?: (live: HttpRequest, recorded: HttpRequest) => boolean
}
