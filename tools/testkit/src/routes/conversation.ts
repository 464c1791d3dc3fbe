import { jsonOf, recordOf, type ReceivedRequest } from '../received.ts'

export interface Turn {
  readonly role: 'user' | 'tool'
  readonly text: string
}

/** What the user and the tools said, in order, whichever API the request is for: their names for it do not overlap. */
export function turnsOf(request: ReceivedRequest): Turn[] {
  const { prompt, input, messages, contents } = jsonOf(request)
  const said = [prompt, input].find((text) => typeof text === 'string')
  if (said !== undefined) return [{ role: 'user', text: said }]
  return [input, messages, contents].flatMap((items) => (Array.isArray(items) ? items : [])).flatMap(turnOf)
}

function turnOf(given: unknown): Turn[] {
  const item = recordOf(given)
  const content = item['content'] ?? item['parts']
  const results = Array.isArray(content) ? content.map(toolResultOf).filter((text) => text !== undefined) : []
  if (item['type'] === 'function_call_output') return [{ role: 'tool', text: textOf(item['output']) }]
  if (item['role'] === 'tool' || results.length > 0) return [{ role: 'tool', text: results[0] ?? textOf(content) }]
  return item['role'] === 'user' ? [{ role: 'user', text: textOf(content) }] : []
}

/** The tool's answer that a part of a message is: Anthropic's, or Gemini's. */
function toolResultOf(given: unknown): string | undefined {
  const part = recordOf(given)
  if (part['type'] === 'tool_result') return textOf(part['content'])
  return 'functionResponse' in part ? textOf(recordOf(recordOf(part['functionResponse'])['response'])['result']) : undefined
}

function textOf(content: unknown): string {
  if (Array.isArray(content)) return content.map(textOf).join('')
  if (typeof content === 'string') return content
  const { text } = recordOf(content)
  return typeof text === 'string' ? text : ''
}

/** The first tool that was offered. */
export function toolName(request: ReceivedRequest): string {
  const { tools } = jsonOf(request)
  const tool = recordOf(Array.isArray(tools) ? tools[0] : undefined)
  const declared = tool['functionDeclarations']
  // Nested by chat completions and by Gemini, plain elsewhere.
  const nested = Array.isArray(declared) ? recordOf(declared[0]) : recordOf(tool['function'])
  return [nested['name'], tool['name']].find((name) => typeof name === 'string') ?? 'get_weather'
}
