import { openRecorder as open } from '#core'
import type { OpenRecorder } from '@respool/core'

/**
 * Opens a cassette, which need not exist yet: on Node, Bun and Deno the file at this path (from the current folder) or `file:` URL; elsewhere `options.store` says where cassettes live.
 *
 * @throws RespoolError `invalid-option`, `invalid-cassette`, `store-failed`
 * @example
 * ```ts
 * const recorder = await openRecorder('__cassettes__/hi.yaml')
 * const openai = new OpenAI({ fetch: createFetch(recorder) })
 * // …
 * await recorder.close()
 * ```
 */
export const openRecorder: OpenRecorder = open
