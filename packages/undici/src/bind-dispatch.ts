import type { Binding, Capture, NeedsBody, Miss, Record, Replay } from '@respool/core'
import { bodyInContext, outgoingBody, type OutgoingBody } from './body.ts'
import type { Dispatch, DispatchOptions, Handler } from './dispatcher.ts'
import { requestAborted } from './errors.ts'
import { startExchange, type Exchange } from './exchange.ts'
import { callNetwork } from './network.ts'
import { replay } from './replay.ts'
import { has, requestHead, requestHeaders, withHeader } from './request.ts'

/** A dispatch function that asks the recorder whose turn it is. @param dispatch what calls the network @param origin where requests go that do not say it */
export function bindDispatch(binding: Binding, dispatch: Dispatch, origin?: string | URL): Dispatch {
  return (options, handler) => {
    const recorder = binding.current()
    const body = outgoingBody(options.body)
    const verdict = recorder.begin(requestHead(options, origin, body.type))
    const network: Dispatch = (...request) => recorder.through(() => dispatch(...request))
    if (verdict.kind === 'pass') return passOn(network, options, handler)
    const exchange = startExchange(handler)
    const asked = { exchange, handler, options, body, network }
    if (exchange.open) readBody(asked, verdict)
    else if (verdict.kind === 'record') verdict.capture.drop()
    return true
  }
}

/** Sends a request as it is, in whichever handler API the dispatcher below wants. */
export function passOn(dispatch: Dispatch, options: DispatchOptions, handler: Handler): boolean {
  const exchange = startExchange(handler)
  if (!exchange.open) return true
  return callNetwork(dispatch, { ...options, body: bodyInContext(options.body, exchange.caller.inContext) }, { exchange, handler })
}

/** A request on its way to a decision. */
interface Asked {
  readonly exchange: Exchange
  readonly handler: Handler
  readonly options: DispatchOptions
  readonly body: OutgoingBody
  readonly network: Dispatch
}

type Content = Awaited<ReturnType<OutgoingBody['read']>>

/** A recorder must know a request's body, to store it or to find its answer; a miss that is known already is answered meanwhile. */
function readBody(asked: Asked, verdict: NeedsBody | Record | Miss): void {
  const { exchange, body } = asked
  const capture = verdict.kind === 'record' ? verdict.capture : undefined

  function decide(content: Content): void {
    // An answer must not be used up by a request that nobody waits for any more.
    if (!exchange.open) return
    exchange.onAbort(undefined)
    capture?.requestBody(content)
    perform(asked, verdict.kind === 'body' ? verdict.decide(content) : verdict, content)
  }

  function fail(error: unknown): void {
    capture?.drop()
    exchange.fail(error)
  }

  function guarded(act: () => void): void {
    try {
      act()
    } catch (error) {
      fail(error)
    }
  }

  // Not while the caller is still asking: it may be about to give up.
  const soon = (content?: Content) => process.nextTick(guarded, () => decide(content))

  exchange.onAbort((reason) => {
    const error = reason ?? requestAborted()
    fail(error)
    body.stop(error)
  })
  guarded(() => {
    if (verdict.kind === 'miss') {
      body.discard()
      return soon()
    }
    const content = body.read()
    if (content instanceof Promise) content.then(decide).catch(fail)
    else soon(content)
  })
}

function perform(asked: Asked, decision: Replay | Record | Miss, content: Content): void {
  const { exchange, options } = asked
  if (decision.kind === 'record') record(asked, decision.capture, content)
  else if (decision.playback) replay(decision.playback, exchange, options.method)
  else exchange.fail((decision as Miss).error)
}

function record({ exchange, handler, options, body, network }: Asked, capture: Capture, content: Content): void {
  const headers = requestHeaders(options.headers)
  const again = body.again(content, has(headers, 'content-length'))
  if (body.type !== undefined && !has(headers, 'content-type')) headers.push(['content-type', body.type])
  const replaced = {
    headers: withHeader(headers, 'accept-encoding', capture.requestHeaders['accept-encoding']),
    body: again,
    // What undici 8's MockAgent sends in place of the body.
    ...('__mockAgentBodyForDispatch' in options && { __mockAgentBodyForDispatch: again }),
  }
  callNetwork(network, { ...options, ...replaced }, { exchange, handler, capture })
}
