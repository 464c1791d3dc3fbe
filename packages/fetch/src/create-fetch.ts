import { bindRecorder } from '#core'
import type { Binding, Miss, Pass, Record, Recorder, Replay, Verdict } from '@respool/core'
import type { Fetch } from './fetch.ts'
import { unpatched } from './patched.ts'
import { record } from './record.ts'
import { replay } from './replay.ts'
import { readRequest, type OutgoingRequest } from './request.ts'

/** What stands below a taped fetch. */
export interface CreateFetchOptions {
  /** What calls the network. Default: the global fetch, as it is now. */
  fetch?: Fetch
}

/**
 * A `fetch` whose traffic is taped: give it to whatever takes one.
 *
 * A request body that is a stream is read whole before it is sent, since the recorder must know it to find its answer.
 *
 * @example
 * ```ts
 * const recorder = await openRecorder('__cassettes__/hi.yaml')
 * const openai = new OpenAI({ fetch: createFetch(recorder) })
 * ```
 */
export function createFetch(recorder: Recorder, { fetch: upstream = unpatched(globalThis.fetch) }: CreateFetchOptions = {}): Fetch {
  return bindFetch(bindRecorder('createFetch', { recorder }), upstream)
}

/** A fetch that asks the recorder whose turn it is. @param upstream what calls the network */
export function bindFetch(binding: Binding, upstream: Fetch): Fetch {
  return async (input, init) => {
    const recorder = binding.current()
    const network: Fetch = (...request) => recorder.through(() => upstream(...request))
    const request = readRequest(input, init ?? {})
    request.signal?.throwIfAborted()
    // They hold their content: nobody is asked for it, and an object's URL is another one each time.
    if (/^(?:data|blob):/.test(request.url)) return request.pass(upstream)
    const verdict = recorder.begin(request)
    if (verdict.kind === 'pass') return request.pass(network)
    return perform(await decide(verdict, request), request, network)
  }
}

type Decision = Replay | Record | Miss

async function decide(verdict: Exclude<Verdict, Pass>, request: OutgoingRequest): Promise<Decision> {
  if (verdict.kind === 'miss') return verdict
  if (verdict.kind === 'body') {
    const body = await request.readBody()
    // An answer must not be used up by a request that nobody waits for any more.
    request.signal?.throwIfAborted()
    return verdict.decide(body)
  }
  try {
    verdict.capture.requestBody(await request.readBody())
    return verdict
  } catch (error) {
    verdict.capture.drop()
    throw error
  }
}

function perform(decision: Decision, request: OutgoingRequest, upstream: Fetch): Promise<Response> {
  if (decision.kind === 'record') return record(decision.capture, request, upstream)
  if (decision.playback) return replay(decision.playback, request)
  return Promise.reject((decision as Miss).error)
}
