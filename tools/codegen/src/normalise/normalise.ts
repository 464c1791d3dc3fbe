import { mapChildren, type Definitions, type Schema } from '../schema.ts'
import { below } from '../problem.ts'
import { numericBounds } from './bounds.ts'
import { constants } from './constants.ts'
import { withoutDuplicates } from './duplicates.ts'
import { keepKeywords } from './keywords.ts'
import { nullable } from './nullable.ts'
import { openObjects } from './open-objects.ts'
import { plainRecursion } from './recursion.ts'
import { standAlone } from './siblings.ts'
import { impliedType } from './types.ts'
import { flatUnion, unions } from './unions.ts'

/**
 * One schema of the spec as JSON Schema 2020-12, without prose, in one of these forms: `$ref`, `anyOf`, `allOf`, `not`, `const` or `enum` alone; or a
 * single `type` with its bounds, properties or items. What reads a snapshot has these cases to know and no others.
 *
 * @param pointer where it stands, for errors
 */
export function normalise(schema: Schema, pointer: string): Schema {
  const rules = [plainRecursion, numericBounds, withoutDuplicates, impliedType]
  const own = rules.reduce((each, rule) => rule(each, pointer), keepKeywords(schema, pointer))
  const whole = mapChildren(own, pointer, normalise)
  return flatUnion(standAlone(openObjects(nullable(unions(constants(whole))))))
}

export function normaliseAll(definitions: Definitions, pointer: string): Definitions {
  return Object.fromEntries(Object.entries(definitions).map(([name, schema]) => [name, normalise(schema, below(pointer, name))]))
}
