import { CodegenProblem, below } from '../problem.ts'
import type { Schema } from '../schema.ts'

type Is = (value: unknown) => boolean

const types = new Set(['null', 'boolean', 'object', 'array', 'number', 'string', 'integer'])

const isText: Is = (value) => typeof value === 'string'
const isNumber: Is = (value) => typeof value === 'number'
const isSize: Is = (value) => Number.isInteger(value) && (value as number) >= 0
const isFlag: Is = (value) => typeof value === 'boolean'
const isSchema: Is = (value) => typeof value === 'object' && value !== null && !Array.isArray(value)
// Objects as values would be compared by identity.
function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null
}
const isType: Is = (value) => types.has(value as string)
const listOf =
  (is: Is): Is =>
  (value) =>
    Array.isArray(value) && value.every(is)
const some =
  (is: Is): Is =>
  (value) =>
    is(value) && (value as unknown[]).length > 0
const either =
  (...all: Is[]): Is =>
  (value) =>
    all.some((is) => is(value))

const expected: { readonly [keyword: string]: Is } = {
  $ref: isText,
  type: either(isType, some(listOf(isType))),
  const: isScalar,
  enum: some(listOf(isScalar)),
  properties: isSchema,
  required: listOf(isText),
  additionalProperties: either(isFlag, isSchema),
  propertyNames: isSchema,
  items: isSchema,
  not: isSchema,
  anyOf: some(listOf(isSchema)),
  oneOf: some(listOf(isSchema)),
  allOf: some(listOf(isSchema)),
  nullable: isFlag,
  pattern: isPattern,
  minimum: isNumber,
  maximum: isNumber,
  exclusiveMinimum: either(isNumber, isFlag),
  exclusiveMaximum: either(isNumber, isFlag),
  multipleOf: (value) => isNumber(value) && (value as number) > 0,
  minLength: isSize,
  maxLength: isSize,
  minItems: isSize,
  maxItems: isSize,
  maxProperties: isSize,
}

function isPattern(value: unknown): boolean {
  try {
    return typeof value === 'string' && new RegExp(value, 'u') instanceof RegExp
  } catch {
    return false
  }
}

/**
 * Refuses a keyword whose value is of no kind that it can have: what is generated from it would be wrong, or somebody else's code.
 *
 * @throws CodegenProblem
 */
export function checkValues(schema: Schema, pointer: string): void {
  for (const [keyword, value] of Object.entries(schema)) {
    if (expected[keyword]?.(value) === false) refuse(value, below(pointer, keyword))
  }
  for (const [name, child] of Object.entries(schema.properties ?? {})) {
    if (!isSchema(child)) refuse(child, below(pointer, 'properties', name))
  }
}

function refuse(value: unknown, pointer: string): never {
  throw new CodegenProblem(
    pointer,
    `is ${JSON.stringify(value).slice(0, 60)}, which means nothing there.`,
    'The spec is broken here: take another commit, or repair it in tools/codegen/src/normalise.',
  )
}
