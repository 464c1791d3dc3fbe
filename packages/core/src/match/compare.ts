import type { HttpRequest } from '../model/interaction.ts'
import { requestKey } from './key.ts'
import { nearest, type Nearest } from './nearest.ts'
import type { MatchOptions } from './options.ts'
import { matchRules } from './rules.ts'

/**
 * A text that all requests of one meaning share, by the rules by which a recorder finds answers: two requests with one text are the same request.
 * `match.custom` compares requests and makes no text of one, so it has no part in this.
 *
 * @throws RespoolError `invalid-option`
 * @example
 * ```ts
 * const again = recorded.findIndex(({ request }) => requestMeaning(request) === requestMeaning(live))
 * ```
 */
export function requestMeaning(request: HttpRequest, match?: MatchOptions): string {
  return requestKey(request, matchRules(match))
}

/**
 * The three requests, at most, that differ least from this one, the nearest first: what a miss names. `position` is where they stand among those that were given;
 * of their differences the first eight are told, and nothing is taken out of what is quoted.
 *
 * @throws RespoolError `invalid-option`
 * @example
 * ```ts
 * const [next] = nearestRequests(live, cassette.interactions.map(({ request }) => request))
 * ```
 */
export function nearestRequests(request: HttpRequest, among: readonly HttpRequest[], match?: MatchOptions): Nearest[] {
  return nearest(request, among, matchRules(match), (text) => text)
}
