/** Which of the spec's operations are used, by the first part of their path. Of other operations, those that stream: {@link unmarkedStreams}. */
export const usedPaths: readonly string[] = [
  'audio',
  'batches',
  'chat',
  'completions',
  'embeddings',
  'files',
  'images',
  'models',
  'moderations',
  'responses',
]

/** What streams though the spec does not say so (it has no `text/event-stream` for it), and the schema of its chunks. Beta doubles (`?beta=true`) stay out. */
export const unmarkedStreams: readonly (readonly [operation: string, chunk: string])[] = [
  ['POST /completions', 'CreateCompletionResponse'],
  ['GET /responses/{response_id}', 'ResponseStreamEvent'],
  ['POST /threads/runs', 'AssistantStreamEvent'],
  ['POST /threads/{thread_id}/runs', 'AssistantStreamEvent'],
  ['POST /threads/{thread_id}/runs/{run_id}/submit_tool_outputs', 'AssistantStreamEvent'],
]

/** The body of every error. */
export const errorBody = 'ErrorResponse'

/** Parts of the operations whose digests stand in the lock, so that one sees at once whether a new spec touches them. */
export const closures: { readonly [name: string]: string } = {
  chat: 'POST /chat/completions',
  responses: 'POST /responses',
}
