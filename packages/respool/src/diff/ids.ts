import { isObject, type JsonObject, type JsonValue } from '@respool/core'

const references = new Set(['tool_call_id', 'call_id', 'tool_use_id', 'toolUseId'])

/** The same with its calls of tools numbered in place of their ids, in the order in which they come. */
export function withoutIds(value: JsonValue): JsonValue {
  const numbers = new Map<string, string>()
  const numbered = (id: string) => {
    if (!numbers.has(id)) numbers.set(id, `call ${numbers.size}`)
    return numbers.get(id)!
  }
  return replace(value)

  function replace(part: JsonValue): JsonValue {
    if (Array.isArray(part)) return part.map(replace)
    if (!isObject(part)) return part
    return Object.fromEntries(
      Object.entries(part).map(([key, each]) => [key, typeof each === 'string' && isId(key, part) ? numbered(each) : replace(each)]),
    )
  }
}

/** An `id` is a call's where its name stands beside it, as with Anthropic, or what is called does, as with OpenAI. */
function isId(key: string, beside: JsonObject): boolean {
  if (references.has(key)) return true
  return key === 'id' && ('function' in beside || (typeof beside['type'] === 'string' && /tool_use$|_call$/.test(beside['type'])))
}
