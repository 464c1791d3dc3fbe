/**
 * The fields of OpenAI's Python SDK, in the order in which its classes have them, which is the order in which recordings have them. Behind a colon: the
 * class of what is in it.
 *
 * Read out of the packages `openai` 2.31.0 and 3.54.0, class by class (`model_fields`).
 */
export interface FieldTable {
  readonly sdk: string
  readonly classes: { readonly [name: string]: readonly Field[] }
}

interface Field {
  readonly name: string
  readonly class: string | undefined
}

const common = {
  ChunkToolCall: 'index id function:ChunkFunction type',
  ChunkFunction: 'arguments name',
  Logprobs: 'content:TokenLogprob refusal:TokenLogprob',
  TokenLogprob: 'token bytes logprob top_logprobs:TopLogprob',
  TopLogprob: 'token bytes logprob',
  Usage: 'completion_tokens prompt_tokens total_tokens completion_tokens_details:CompletionDetails prompt_tokens_details:PromptDetails',
  Choice: 'finish_reason index logprobs:Logprobs message:Message',
  Message: 'content refusal role annotations:Annotation audio function_call:Called tool_calls:ToolCall',
  Annotation: 'type url_citation:Citation',
  Citation: 'end_index start_index title url',
  ToolCall: 'id function:Called type',
  CustomToolCall: 'id custom:CustomCalled type',
  Called: 'arguments name',
  CustomCalled: 'input name',
  Completion: 'id choices:TextChoice created model object system_fingerprint usage:Usage',
  TextChoice: 'finish_reason index logprobs:TextLogprobs text',
  TextLogprobs: 'text_offset token_logprobs tokens top_logprobs',
  CreateEmbeddingResponse: 'data:Embedding model object usage:EmbeddingUsage',
  Embedding: 'embedding index object',
  EmbeddingUsage: 'prompt_tokens total_tokens',
}

const sdk2 = {
  ...common,
  ChatCompletionChunk: 'id choices:ChunkChoice created model object service_tier system_fingerprint usage:Usage',
  ChunkChoice: 'delta:Delta finish_reason index logprobs:Logprobs',
  Delta: 'content function_call:ChunkFunction refusal role tool_calls:ChunkToolCall',
  CompletionDetails: 'accepted_prediction_tokens audio_tokens reasoning_tokens rejected_prediction_tokens',
  PromptDetails: 'audio_tokens cached_tokens',
  ChatCompletion: 'id choices:Choice created model object service_tier system_fingerprint usage:Usage',
  Model: 'id created object owned_by',
}

const sdk3 = {
  ...common,
  ChatCompletionChunk: 'id choices:ChunkChoice created model object moderation obfuscation service_tier system_fingerprint usage:Usage',
  ChunkChoice: 'delta:Delta index finish_reason logprobs:Logprobs',
  Delta: 'audio:DeltaAudio content function_call:ChunkFunction refusal role tool_calls:ChunkToolCall',
  DeltaAudio: 'id data expires_at transcript',
  CompletionDetails: 'accepted_prediction_tokens audio_tokens reasoning_tokens rejected_prediction_tokens text_tokens',
  PromptDetails: 'audio_tokens cache_write_tokens cached_tokens image_tokens text_tokens',
  ChatCompletion: 'id choices:Choice created model object metadata moderation service_tier system_fingerprint usage:Usage',
  Model: 'id created object owned_by shutdown_date',
}

export const newestSdk = '3.54.0'

/** The fields of an SDK's version: those of the newest one that is known and no newer. */
export function fieldTable(sdk: string): FieldTable {
  const newer = Number(/^\d+/.exec(sdk)?.[0] ?? 0) >= 3
  return newer ? { sdk: newestSdk, classes: tables(sdk3) } : { sdk: '2.31.0', classes: tables(sdk2) }
}

function tables(classes: { readonly [name: string]: string }): FieldTable['classes'] {
  return Object.fromEntries(Object.entries(classes).map(([name, fields]) => [name, fields.split(' ').map(toField)]))
}

function toField(text: string): Field {
  const [field = '', inner] = text.split(':')
  return { name: field, class: inner }
}
