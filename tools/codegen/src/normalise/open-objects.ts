import type { Schema } from '../schema.ts'

/**
 * Every object may have keys of which the spec does not know: recordings outlive it, and other APIs add their own. So `additionalProperties`
 * is there only where it says what their values are.
 */
export function openObjects(schema: Schema): Schema {
  const { additionalProperties: values, ...rest } = schema
  const saysSomething = typeof values === 'object' && Object.keys(values).length > 0
  const { properties, ...others } = rest
  const open = properties && Object.keys(properties).length === 0 ? others : rest
  return saysSomething ? { ...open, additionalProperties: values } : open
}
