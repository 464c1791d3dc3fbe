import type { JsonValue } from '@respool/core'
import type { Usage } from './usage.ts'

/** A piece of what was said, by either side. */
export type Part =
  | { readonly kind: 'text' | 'reasoning' | 'refusal'; readonly text: string }
  /** A call of a tool; its arguments as they were written, which need not be JSON. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: string; readonly id?: string }
  /** What a tool gave back. */
  | { readonly kind: 'result'; readonly of?: string; readonly parts: readonly Part[] }
  /** An image, a file, a sound, vectors: what it is, without its content, and what tells that from others. */
  | { readonly kind: 'media'; readonly what: string; readonly digest?: string }
  /** What has no better word here. */
  | { readonly kind: 'data'; readonly value: JsonValue }

/** What one side said before the other spoke. */
export interface Turn {
  /** As the API calls it: `system`, `user`, `assistant`, `tool`, … */
  readonly role: string
  readonly parts: readonly Part[]
}

/** One of the answers; most APIs give one. */
export interface Answer {
  readonly parts: readonly Part[]
  /** Why the model stopped, in the API's word: `stop`, `tool_calls`, `end_turn`, `MAX_TOKENS`. Absent where it did not say, as in a stream that was cut. */
  readonly finish?: string
}

/** An exchange as a person reads it. */
export interface Conversation {
  /** Such as `chat completions`. Absent where it is none that is known. */
  readonly api?: string
  /** Which model was asked. */
  readonly model?: string
  /** Which one says it answered, where that is another name. */
  readonly answeredBy?: string
  /** What else was asked for: `temperature`, `max_tokens`. */
  readonly settings: readonly (readonly [name: string, value: string])[]
  /** The names of the tools that were offered. */
  readonly tools: readonly string[]
  readonly turns: readonly Turn[]
  readonly answers: readonly Answer[]
  readonly usage?: Usage
  /** What the API said was wrong. */
  readonly error?: string
}
