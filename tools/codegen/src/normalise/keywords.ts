import { CodegenProblem, below } from '../problem.ts'
import type { Schema } from '../schema.ts'

const kept = new Set(
  (
    '$ref $recursiveRef $recursiveAnchor type const enum properties required additionalProperties propertyNames maxProperties items anyOf oneOf allOf not ' +
    'nullable pattern minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems'
  ).split(' '),
)
// Prose, hints for documentation, and what does not change which values are valid.
const dropped = new Set('title description example examples default deprecated readOnly writeOnly externalDocs discriminator'.split(' '))
// No keywords of any JSON Schema, and so without meaning: somebody's typing errors.
const stray = new Set(['optional', 'min_items', 'max_items'])

/** Keeps what says which values are valid. A keyword that is not known might say that too, so it is refused. */
export function keepKeywords(schema: Schema, pointer: string): Schema {
  const copy: Schema = {}
  for (const [keyword, value] of Object.entries(schema)) {
    if (kept.has(keyword)) copy[keyword] = value
    else if (keyword === 'format') {
      // The rest are hints. Bytes are no text, though.
      if (value === 'binary') copy.format = value
    } else if (!dropped.has(keyword) && !stray.has(keyword) && !keyword.startsWith('x-')) {
      throw new CodegenProblem(
        below(pointer, keyword),
        `the keyword ${JSON.stringify(keyword)} is not known.`,
        'Say what becomes of it in tools/codegen/src/normalise/keywords.ts: kept (with its meaning in types, zod and check), or dropped.',
      )
    }
  }
  return copy
}
