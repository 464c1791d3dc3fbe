import { mapChildren, type Schema } from '../schema.ts'

/**
 * Every required name has a property. One that is nowhere described is a slip of the spec's (`MCPApprovalResponse` requires `request_id` and describes
 * `approval_request_id`), and no API sends it, so it is not required; where only `required` is said, as an alternative to another such list, any value will do.
 */
export function describedOnly(schema: Schema): Schema {
  const whole = mapChildren(schema, '', describedOnly)
  if (!whole.required) return whole
  if (!whole.properties) {
    return { ...whole, type: 'object', properties: Object.fromEntries(whole.required.map((name) => [name, {}])) }
  }
  const { required, ...rest } = whole
  const described = required.filter((name) => Object.hasOwn(whole.properties!, name))
  return described.length > 0 ? { ...rest, required: described } : rest
}
