import { CodegenProblem } from '../problem.ts'
import type { Schema } from '../schema.ts'

/** `$recursiveRef: '#'`, of a draft that OpenAPI 3.1 left behind, means the definition that it stands in. */
export function plainRecursion(schema: Schema, pointer: string): Schema {
  const { $recursiveRef, $recursiveAnchor: _, ...rest } = schema
  if ($recursiveRef === undefined) return rest
  const definition = /^#\/components\/schemas\/[^/]+/.exec(pointer)?.[0]
  if ($recursiveRef !== '#' || definition === undefined) {
    throw new CodegenProblem(
      pointer,
      `$recursiveRef is ${JSON.stringify($recursiveRef)}.`,
      "Only '#' inside of a named schema has a meaning here: see normalise/recursion.ts.",
    )
  }
  return { ...rest, $ref: definition }
}
