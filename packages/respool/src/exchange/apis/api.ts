import type { JsonObject } from '@respool/core'
import type { Answer, Turn } from '../conversation.ts'

/** A request and its answer, as data. */
interface Asked {
  /** Of the URL, without what is the same in every one. */
  readonly path: string
  readonly body: JsonObject
  /** The answer's body, or its events. */
  readonly values: readonly JsonObject[]
}

/** How the conversations of one API are read. Nothing in it throws: a recording may hold anything. */
export interface Api {
  readonly name: string
  /** Whether this is one of its exchanges: by the path, or, since gateways have paths of their own, by the form of both sides. */
  readonly fits: (asked: Asked) => boolean
  /** What the request says. */
  readonly turns: (body: JsonObject) => readonly Turn[]
  /** What was answered, whole or in a stream. */
  readonly answers: (values: readonly JsonObject[]) => readonly Answer[]
}

export function answerOf(parts: Answer['parts'], finish: unknown): Answer {
  return { parts, ...(typeof finish === 'string' && finish !== '' && { finish }) }
}
