import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { stripNulls } from './nulls.ts'

/** An object of ollama's SDK as its server sends it: no nulls, and models with the name that the SDK's list has dropped. */
export function ollamaWire(data: JsonValue): JsonValue {
  const wire = stripNulls(data)
  if (!isObject(wire) || !Array.isArray(wire['models'])) return wire
  return { ...wire, models: wire['models'].map((model) => (isObject(model) ? withName(model) : model)) }
}

function withName(model: JsonObject): JsonObject {
  return 'name' in model || model['model'] === undefined ? model : { name: model['model'], ...model }
}
