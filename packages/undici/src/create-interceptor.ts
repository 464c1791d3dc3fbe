import { bindRecorder } from '@respool/core/node'
import type { Recorder } from '@respool/core'
import { bindDispatch } from './bind-dispatch.ts'
import type { Dispatch, Interceptor } from './dispatcher.ts'

/** What an interceptor cannot see for itself. */
export interface InterceptorOptions {
  /** Where requests go that do not say so themselves, as with a composed `Client` or `Pool` of undici 6 and 7: `https://api.openai.com`. */
  origin?: string | URL
}

/**
 * An interceptor that tapes what goes through a dispatcher: an `Agent`, a `Client`, a `Pool`, of undici 6, 7 or 8.
 *
 * A request body is read whole before it is sent, since the recorder must know it to find its answer.
 *
 * @throws RespoolError, from a request, `invalid-option` where it does not say where it goes and `origin` does not either
 * @example
 * ```ts
 * const recorder = await openRecorder('__cassettes__/hi.yaml')
 * const dispatcher = new Agent().compose(createInterceptor(recorder))
 * const { body } = await request('https://api.openai.com/v1/models', { dispatcher })
 * ```
 * @see https://undici.nodejs.org/#/docs/api/Dispatcher?id=dispatchercomposeinterceptors-interceptor
 */
export function createInterceptor(recorder: Recorder, { origin }: InterceptorOptions = {}): Interceptor {
  const binding = bindRecorder('createInterceptor', { recorder })
  return <AnyDispatch extends (options: never, handler: never) => boolean>(dispatch: AnyDispatch) =>
    bindDispatch(binding, dispatch as unknown as Dispatch, origin) as unknown as AnyDispatch
}
