import type { ErrorBody, Operations } from './generated/operations.ts'
import type { Schemas } from './generated/types.ts'

export type { ErrorBody, Schemas }

/**
 * An operation of OpenAI's API: its method, and its path below the base URL, as the spec writes it. `POST /chat/completions`, `GET /responses/{response_id}`.
 *
 * @see https://github.com/openai/openai-openapi
 */
export type OperationKey = keyof Operations

/**
 * The body of a request; `never` where the operation has none.
 *
 * What has a default may be left out, and of a request that comes as JSON or as a form both are meant.
 *
 * @example
 * ```ts
 * const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] } satisfies RequestOf<'POST /chat/completions'>
 * ```
 */
export type RequestOf<Key extends OperationKey> = Operations[Key]['request']

/** The body of a response that is not streamed; `never` where the operation has none. */
export type ResponseOf<Key extends OperationKey> = Operations[Key]['response']

/** The data of one event of a streamed response, as JSON; `never` where the operation does not stream. */
export type ChunkOf<Key extends OperationKey> = Operations[Key]['chunk']

/** The operations that can stream. */
export type StreamingOperationKey = { [Key in OperationKey]: [ChunkOf<Key>] extends [never] ? never : Key }[OperationKey]

/** The types of the events of `POST /responses`. */
export type EventType = ChunkOf<'POST /responses'>['type']

/**
 * One kind of event of `POST /responses`.
 *
 * @example
 * ```ts
 * const text = (events: EventOf<'response.output_text.delta'>[]) => events.map(({ delta }) => delta).join('')
 * ```
 */
export type EventOf<Type extends EventType> = Extract<ChunkOf<'POST /responses'>, { type: Type }>
