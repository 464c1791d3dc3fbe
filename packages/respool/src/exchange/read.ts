import { headerValue, isObject, readEvents, type Interaction, type JsonObject, type JsonValue } from '@respool/core'
import type { Api } from './apis/api.ts'
import { answerValues } from './answer.ts'
import { chat } from './apis/chat.ts'
import { cohere } from './apis/cohere.ts'
import { completions } from './apis/completions.ts'
import { converse } from './apis/converse.ts'
import { embeddings } from './apis/embeddings.ts'
import { gemini } from './apis/gemini.ts'
import { messages } from './apis/messages.ts'
import { ollama } from './apis/ollama.ts'
import { responses } from './apis/responses.ts'
import type { Answer, Conversation, Turn } from './conversation.ts'
import { bodyOf, modelOf } from './model.ts'
import { listIn, mediaPart, objectIn, textIn } from './parts.ts'
import { usageOf } from './usage.ts'

// The first that fits has it: those that go by the path before those that go by the form.
const apis: readonly Api[] = [embeddings, ollama, cohere, converse, responses, messages, gemini, chat, completions]

/**
 * An exchange as a person reads it; what is of no API that is known, as what was sent and answered. Nothing in it throws but the reading of an answer
 * that was left in its file.
 */
export function readConversation({ request, response }: Interaction): Conversation {
  const body = bodyOf(request)
  const values = answerValues(response)
  const path = pathOf(request.url)
  const api = body && apis.find(({ fits }) => fits({ path, body, values }))
  const model = modelOf(request, body)
  const error = errorIn(values)
  const usage = usageOf(values)
  const answeredBy = values
    .map(
      (each) =>
        textIn(each, 'model') ?? textIn(objectIn(each, 'message') ?? objectIn(each, 'response'), 'model') ?? textIn(each, 'modelVersion'),
    )
    .find(Boolean)
  // What came before an error was said all the same.
  const answered = api ? api.answers(values).filter(({ parts, finish }) => parts.length > 0 || finish !== undefined) : []
  return {
    ...(api && { api: api.name }),
    ...(model !== undefined && { model }),
    ...(answeredBy !== undefined && answeredBy !== model && api && { answeredBy }),
    settings: api ? settingsOf(body) : [],
    tools: api ? toolsOf(body) : [],
    turns: api ? api.turns(body) : plainRequest(request.body),
    answers: answered.length > 0 || error !== undefined ? answered : plainAnswer(response, values),
    ...(usage && { usage }),
    ...(error !== undefined && { error }),
  }
}

// What is shown in its own place, or says nothing.
const shown = new Set([
  'model',
  'modelId',
  'messages',
  'input',
  'prompt',
  'contents',
  'system',
  'systemInstruction',
  'system_instruction',
  'instructions',
  'tools',
  'toolConfig',
  'stream',
  'stream_options',
  'functions',
  'anthropic_version',
  'texts',
  'message',
  'chat_history',
  'schemaVersion',
  'content',
  'requests',
])

/** What else is asked for, a line each: nested settings by their paths. */
function settingsOf(body: JsonObject): [string, string][] {
  return Object.entries(body).flatMap(([name, value]) => (shown.has(name) || isNothing(value) ? [] : flat(name, value)))
}

function isNothing(value: JsonValue): boolean {
  return value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0)
}

function flat(name: string, value: JsonValue): [string, string][] {
  if (name === 'generationConfig' && isObject(value)) return Object.entries(value).flatMap(([key, each]) => flat(key, each))
  if (!isObject(value)) return [[name, typeof value === 'string' ? value : JSON.stringify(value)]]
  const schema = objectIn(value, 'json_schema') ?? objectIn(value, 'format')
  // A schema is long, and its name says enough.
  return [[name, schema ? `${textIn(schema, 'type') ?? 'json_schema'} ${textIn(schema, 'name') ?? ''}`.trim() : JSON.stringify(value)]]
}

function toolsOf(body: JsonObject): string[] {
  const lists = [...listIn(body, 'tools'), ...listIn(body, 'functions'), ...listIn(objectIn(body, 'toolConfig'), 'tools')]
  return lists.flatMap((tool) => {
    const declared = listIn(tool, 'functionDeclarations').concat(listIn(tool, 'function_declarations'))
    const named =
      declared.length > 0 ? declared : [objectIn(tool, 'function') ?? objectIn(tool, 'custom') ?? objectIn(tool, 'toolSpec') ?? tool]
    return named.map((each) => textIn(each, 'name') ?? textIn(each, 'type') ?? Object.keys(each)[0] ?? 'tool')
  })
}

/** OpenAI's, Anthropic's and Google's errors are objects with a message; others are texts. */
function errorIn(values: readonly JsonObject[]): string | undefined {
  for (const value of values) {
    const found = value['error'] ?? objectIn(value, 'response')?.['error']
    if (typeof found === 'string') return found
    if (!isObject(found)) continue
    const kind = textIn(found, 'code') ?? textIn(found, 'type') ?? textIn(found, 'status')
    return [kind, textIn(found, 'message') ?? JSON.stringify(found)].filter(Boolean).join(': ')
  }
  return undefined
}

function plainRequest(body: string | Uint8Array): Turn[] {
  if (body.length === 0) return []
  if (typeof body !== 'string') return [{ role: 'request', parts: [{ kind: 'media', what: `${body.length} bytes` }] }]
  return [{ role: 'request', parts: [dataOrText(body)] }]
}

function plainAnswer(response: Interaction['response'], values: readonly JsonObject[]): Answer[] {
  const type = headerValue(response.headers, 'content-type') ?? ''
  // Events that are no JSON among them.
  const events = type.includes('event-stream') ? readEvents(response).filter(({ data }) => data !== '[DONE]') : []
  if (events.length > 1) return [{ parts: events.map(({ data }) => dataOrText(data)) }]
  if (values.length > 1) return [{ parts: values.map((value) => ({ kind: 'data', value })) }]
  const bytes = Buffer.concat(response.chunks)
  if (bytes.length === 0) return []
  const text = bytes.toString('utf8')
  if (text.includes('\ufffd')) return [{ parts: [mediaPart(`${type || 'bytes'}, ${bytes.length} bytes`, bytes)] }]
  return [{ parts: [dataOrText(text)] }]
}

function dataOrText(text: string): Turn['parts'][number] {
  try {
    return { kind: 'data', value: JSON.parse(text) as JsonValue }
  } catch {
    return { kind: 'text', text }
  }
}

function pathOf(url: string): string {
  return (URL.canParse(url) ? new URL(url).pathname : url.replace(/\?.*$/s, '')).replace(/\/$/, '')
}
