import type { JsonObject } from '@respool/core'
import type { ChunkOf, ResponseOf } from '../api.ts'
import { append, withoutNulls } from './append.ts'
import { indexOf } from './refuse.ts'

type Completion = ResponseOf<'POST /chat/completions'>
type Choice = Completion['choices'][number]

/** A completion whose choices may not have come to their end. */
export type AccumulatedCompletion = Omit<Completion, 'choices'> & {
  choices: (Omit<Choice, 'finish_reason'> & { finish_reason: Choice['finish_reason'] | null })[]
}

/** A choice while it grows; with what other APIs add to it. */
interface Growing {
  fields: JsonObject
  finish_reason: string | null
  logprobs: { [kind: string]: unknown[] } | null
  message: JsonObject
  toolCalls: JsonObject[] | undefined
}

export function accumulateCompletion(chunks: readonly ChunkOf<'POST /chat/completions'>[]): AccumulatedCompletion {
  const head: JsonObject = {}
  const growing: Growing[] = []
  for (const [at, chunk] of chunks.entries()) {
    const { choices, obfuscation: _, ...rest } = chunk
    // Azure's first chunk, about the prompt, has no id; one that comes later has nothing to say of the completion.
    if (at === 0 || chunk.id) Object.assign(head, rest)
    for (const choice of choices ?? []) {
      const { index, delta, finish_reason, logprobs, ...fields } = choice
      const own = (growing[indexOf('a choice', index, at)] ??= {
        fields: {},
        finish_reason: null,
        logprobs: null,
        message: {},
        toolCalls: undefined,
      })
      Object.assign(own.fields, fields)
      own.finish_reason = finish_reason || own.finish_reason
      if (logprobs) addLogprobs(own, logprobs)
      if (delta) addDelta(own, delta, at)
    }
  }
  const { system_fingerprint, ...rest } = head
  const whole = {
    ...rest,
    choices: Object.values(growing.map(choiceOf)),
    object: 'chat.completion',
    ...(system_fingerprint ? { system_fingerprint } : {}),
  }
  return whole as unknown as AccumulatedCompletion
}

function addLogprobs(choice: Growing, logprobs: object): void {
  choice.logprobs ??= {}
  for (const [kind, list] of Object.entries(logprobs)) {
    if (Array.isArray(list)) choice.logprobs[kind] = [...(choice.logprobs[kind] ?? []), ...(list as unknown[])]
    else choice.logprobs[kind] ??= list as never
  }
}

function addDelta(choice: Growing, delta: JsonObject, at: number): void {
  const { role, content, refusal, function_call, tool_calls, audio, ...rest } = delta
  const { message } = choice
  // What the API does not know, the client takes as it came last.
  Object.assign(message, rest)
  if (role) message['role'] = role
  append(message, 'content', content)
  if (refusal) append(message, 'refusal', refusal)
  if (function_call) append((message['function_call'] ??= {}) as JsonObject, 'arguments', (function_call as JsonObject)['arguments'])
  if (function_call) setName(message['function_call'] as JsonObject, function_call as JsonObject)
  if (audio) addAudio((message['audio'] ??= {}) as JsonObject, audio as JsonObject)
  const calls = tool_calls ? (choice.toolCalls ??= []) : []
  for (const call of (tool_calls ?? []) as JsonObject[]) addToolCall(calls, call, at)
}

function addAudio(whole: JsonObject, { data, transcript, ...rest }: JsonObject): void {
  Object.assign(whole, withoutNulls(rest))
  append(whole, 'data', data)
  append(whole, 'transcript', transcript)
}

function addToolCall(calls: JsonObject[], { index, id, type, function: called, custom, ...rest }: JsonObject, at: number): void {
  const call = (calls[indexOf('a call of a tool', index, at)] ??= {})
  Object.assign(call, rest, id ? { id } : {}, type ? { type } : {})
  if (called) addCalled((call['function'] ??= { name: '', arguments: '' }) as JsonObject, called as JsonObject, 'arguments')
  if (custom) addCalled((call['custom'] ??= { name: '', input: '' }) as JsonObject, custom as JsonObject, 'input')
}

function addCalled(whole: JsonObject, part: JsonObject, text: 'arguments' | 'input'): void {
  setName(whole, part)
  append(whole, text, part[text])
}

function setName(whole: JsonObject, { name }: JsonObject): void {
  if (name) whole['name'] = name
}

function choiceOf({ fields, finish_reason, logprobs, message, toolCalls }: Growing, index: number): object {
  const { content = null, refusal = null, role = 'assistant', ...rest } = message
  // A call without an id would get a random one from the client; here it is the same every time.
  const calls = toolCalls && Object.values(toolCalls).map((call, at) => ({ ...call, id: call['id'] ?? `call_${at}` }))
  return { ...fields, index, finish_reason, logprobs, message: { ...rest, role, content, refusal, ...(calls && { tool_calls: calls }) } }
}
