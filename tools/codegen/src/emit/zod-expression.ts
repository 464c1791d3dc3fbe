import { CodegenProblem } from '../problem.ts'
import { nameOf, type Definitions, type Schema } from '../schema.ts'

interface Context {
  readonly definitions: Definitions
  /** What stands further up in the file. */
  readonly defined: ReadonlySet<string>
  /** What refers to itself. */
  readonly circular: ReadonlySet<string>
}

/** A schema as an expression. Every call is marked as pure, so that a bundler can leave out what nobody imports. */
export function expressionFor(schema: Schema, context: Context): string {
  const below = (child: Schema) => expressionFor(child, context)
  if (schema.$ref !== undefined) return reference(nameOf(schema.$ref), context)
  if (schema.anyOf) return union(schema.anyOf, schema.discriminator?.propertyName, context)
  if (schema.allOf) return schema.allOf.map(below).reduce((left, right) => call('z.intersection', left, right))
  if (schema.not) return call('not', below(schema.not))
  if ('const' in schema) return call('z.literal', JSON.stringify(schema.const))
  if (schema.enum)
    return call(schema.enum.every((value) => typeof value === 'string') ? 'z.enum' : 'z.literal', JSON.stringify(schema.enum))
  switch (schema.type) {
    case undefined:
      return call('z.unknown')
    case 'null':
      return call('z.null')
    case 'boolean':
      return call('z.boolean')
    case 'string':
      return string(schema)
    case 'integer':
    case 'number':
      return number(schema)
    case 'array':
      return checked(call('z.array', below(schema.items ?? {})), [
        bound('z.minLength', schema.minItems),
        bound('z.maxLength', schema.maxItems),
      ])
    case 'object':
      return object(schema, context)
    default:
      throw new CodegenProblem(
        '#',
        `there is no zod schema for the type ${JSON.stringify(schema.type)}.`,
        'Give it one in tools/codegen/src/emit/zod-expression.ts.',
      )
  }
}

function reference(name: string, { defined }: Context): string {
  return defined.has(name) ? name : call('z.lazy', `() => ${name}`)
}

function union(members: readonly Schema[], tag: string | undefined, context: Context): string {
  const values = members.filter((member) => member.type !== 'null')
  const value = values.length === 1 ? expressionFor(values[0]!, context) : alternatives(values, tag, context)
  return values.length < members.length ? call('z.nullable', value) : value
}

// By its tag, the right member of 58 is found at once, where trying them takes a hundred times as long.
function alternatives(members: readonly Schema[], tag: string | undefined, context: Context): string {
  const list = `[${members.map((member) => expressionFor(member, context)).join(', ')}]`
  const circular = members.some((member) => member.$ref !== undefined && context.circular.has(nameOf(member.$ref)))
  return tag === undefined || circular ? call('z.union', list) : call('z.discriminatedUnion', JSON.stringify(tag), list)
}

function string({ format, minLength, maxLength, pattern }: Schema): string {
  if (format === 'binary') return 'bytes'
  const matches = pattern === undefined ? undefined : call('z.regex', `new RegExp(${JSON.stringify(pattern)}, 'u')`)
  return checked(call('z.string'), [bound('atLeast', minLength), bound('atMost', maxLength), matches])
}

function number({ type, minimum, maximum, exclusiveMinimum, exclusiveMaximum, multipleOf }: Schema): string {
  const bounds = [
    bound('z.gte', minimum),
    bound('z.lte', maximum),
    bound('z.gt', exclusiveMinimum as number | undefined),
    bound('z.lt', exclusiveMaximum as number | undefined),
    bound('z.multipleOf', multipleOf),
  ].filter((each) => each !== undefined)
  if (type !== 'integer') return checked(call('z.number'), bounds)
  return bounds.length === 0 ? 'integer' : checked(call('z.number'), ['whole', ...bounds])
}

function object(schema: Schema, context: Context): string {
  const { properties = {}, required = [], additionalProperties: values } = schema
  const members = Object.keys(properties)
    .sort()
    .map((name) => `${JSON.stringify(name)}: ${property(properties[name]!, required.includes(name), context)}`)
  if (typeof values !== 'object') return call('z.looseObject', `{ ${members.join(', ')} }`)
  const value = expressionFor(values, context)
  if (members.length > 0) return call('z.catchall', call('z.object', `{ ${members.join(', ')} }`), value)
  const keys = expressionFor(schema.propertyNames ?? { type: 'string' }, context)
  return checked(call('z.record', keys, value), [bound('atMostKeys', schema.maxProperties)])
}

function property(schema: Schema, required: boolean, context: Context): string {
  // To zod, what may be anything may also be absent.
  if (required && isAnything(schema, context)) return 'present'
  const expression = expressionFor(schema, context)
  return required ? expression : call('optional', expression)
}

function isAnything(schema: Schema, context: Context): boolean {
  return schema.$ref === undefined ? Object.keys(schema).length === 0 : isAnything(context.definitions[nameOf(schema.$ref)]!, context)
}

function bound(check: string, value: number | undefined): string | undefined {
  return value === undefined ? undefined : call(check, String(value))
}

function checked(schema: string, checks: readonly (string | undefined)[]): string {
  const given = checks.filter((check) => check !== undefined)
  return given.length === 0 ? schema : call('where', schema, ...given)
}

function call(name: string, ...parameters: readonly string[]): string {
  return `/*@__PURE__*/ ${name}(${parameters.join(', ')})`
}
