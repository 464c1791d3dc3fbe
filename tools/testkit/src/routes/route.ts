import type { Answer } from '../answer.ts'
import type { ReceivedRequest } from '../received.ts'

/** Which request is answered, and with what. A GET route answers HEAD as well. */
export interface Route {
  /** `*` is any. */
  readonly method: string
  /** Without the query; what a `*` at its end stands for is handed to `answer`. */
  readonly path: string
  answer(request: ReceivedRequest, rest: string): Answer
}

/** What the `*` of the route's path stands for, or undefined where the route is for another request. */
export function matchRoute(route: Route, method: string, pathname: string): string | undefined {
  const fits = route.method === '*' || route.method === method || (route.method === 'GET' && method === 'HEAD')
  if (!fits) return undefined
  if (!route.path.endsWith('*')) return route.path === pathname ? '' : undefined
  const start = route.path.slice(0, -1)
  return pathname.startsWith(start) ? pathname.slice(start.length) : undefined
}
