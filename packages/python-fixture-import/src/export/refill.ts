import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import type { FieldTable } from './fields.ts'

/** What the SDK makes of a value from the wire, dumped: fields in the order of its class, null for those that did not come, and behind them what it does not know. */
export function refill(value: JsonValue, name: string, table: FieldTable): JsonValue {
  if (Array.isArray(value)) return value.map((item) => refill(item, name, table))
  if (!isObject(value)) return value
  // The one place where the SDK has two classes.
  const fields = table.classes[name === 'ToolCall' && 'custom' in value ? 'CustomToolCall' : name]!
  const known = fields.map(({ name: field, class: inner }): [string, JsonValue] => {
    const item = Object.hasOwn(value, field) ? value[field]! : undefined
    return [field, item === undefined || inner === undefined ? (item ?? null) : refill(item, inner, table)]
  })
  const names = new Set(fields.map((field) => field.name))
  return Object.fromEntries([...known, ...Object.entries(value).filter(([key]) => !names.has(key))]) satisfies JsonObject
}
