import type { JsonObject, JsonValue } from '@respool/core'
import { isObject } from '../llama-stack/json.ts'
import type { FieldTable } from './fields.ts'

/** What the SDK makes of a value from the wire, dumped: fields in the order of its class, null for those that did not come, and behind them what it does not know. */
export function refill(value: JsonValue, name: string, table: FieldTable): JsonValue {
  const fields = table.classes[name]!
  if (Array.isArray(value)) return value.map((item) => refill(item, name, table))
  if (!isObject(value)) return value
  const known = fields.flatMap(({ name: field, optional, class: inner }): [string, JsonValue][] => {
    const item = Object.hasOwn(value, field) ? value[field]! : undefined
    if (item === undefined) return optional ? [[field, null]] : []
    return [[field, inner === undefined ? item : refill(item, inner, table)]]
  })
  const names = new Set(fields.map((field) => field.name))
  return Object.fromEntries([...known, ...Object.entries(value).filter(([key]) => !names.has(key))]) satisfies JsonObject
}
