import type { Interaction, RecordedRequest, RecordedResponse } from '../../model/interaction.ts'
import { readLateRequest, readLateResponse, type LateItem, type LateMessage } from './late.ts'
import type { StreamInfo } from './stream-keys.ts'

// Getters that all interactions share, and what each has yet to be made of in a hidden property. A getter of its own would give every interaction a hidden
// class of its own in the engine, which lives, with all that the getter knows, until the next full collection.
const state = Symbol('state')

interface Late {
  request?: LateMessage | undefined
  madeRequest?: RecordedRequest | undefined
  response?: LateMessage | undefined
  stream?: StreamInfo
  readResponse?: (() => RecordedResponse) | undefined
  madeResponse?: RecordedResponse | undefined
}

interface WithState {
  readonly [state]: Late
}

const lateRequest: PropertyDescriptor & ThisType<WithState> = {
  enumerable: true,
  configurable: true,
  get() {
    const late = this[state]
    if (late.request !== undefined) late.madeRequest = readLateRequest(late.request)
    // Lets go of what was found.
    late.request = undefined
    return late.madeRequest
  },
}

const lateResponse: PropertyDescriptor & ThisType<WithState> = {
  enumerable: true,
  configurable: true,
  get() {
    const late = this[state]
    if (late.response !== undefined) late.madeResponse = readLateResponse(late.response, late.stream!)
    else if (late.readResponse !== undefined) late.madeResponse = late.readResponse()
    // Lets go of the text.
    late.response = late.readResponse = undefined
    return late.madeResponse
  },
}

/** An interaction whose request and response are both made when they are first asked for. Nothing in it is wrong: that has been checked. */
export function lateInteraction(item: LateItem): Interaction {
  // Empty at first: the engine would allocate a literal with fields among what is old, see LateItem.
  const interaction: { id?: number } = {}
  interaction.id = item.id
  Object.defineProperty(interaction, 'request', lateRequest)
  Object.defineProperty(interaction, 'response', lateResponse)
  Object.defineProperty(interaction, state, { value: item })
  return interaction as Interaction
}

/** An interaction whose response is made when it is first asked for. */
export function withLateResponse(head: Omit<Interaction, 'response'>, readResponse: () => RecordedResponse): Interaction {
  Object.defineProperty(head, 'response', lateResponse)
  Object.defineProperty(head, state, { value: { readResponse } })
  return head as Interaction
}
