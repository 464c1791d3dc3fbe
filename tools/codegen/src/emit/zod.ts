import { errorBody } from '../operations.config.ts'
import { referencesOf, type Schema } from '../schema.ts'
import { operationsOf, rootNames, type Snapshot } from '../snapshot.ts'
import { definitionOrder } from './order.ts'
import { expressionFor } from './zod-expression.ts'

/**
 * Every definition as a zod schema. Only those of whole bodies are exported, and these by the type that they are known by: an inferred type would be written
 * out in the declarations, all 3 MB of it. The compiler proves on the way that what a schema lets through is of that type.
 */
export function emitZod(snapshot: Snapshot): string {
  const { $defs } = snapshot
  const { order, circular } = definitionOrder($defs)
  const defined = new Set<string>()
  const lines: string[] = []
  for (const name of order) {
    const expression = expressionFor($defs[name]!, { definitions: $defs, defined, circular })
    lines.push(`const ${name}${circular.has(name) ? annotation(name) : ''} = ${expression}`)
    defined.add(name)
  }
  const roots = [...rootNames(operationsOf(snapshot)), errorBody, ...eventNames(snapshot)]
  const exports = [...new Set(roots)].sort().map((name) => `export const ${name}Schema${annotation(name)} = ${name}`)
  return [
    `import * as z from 'zod/mini'`,
    `import { ${partsIn(lines)} } from '../zod/parts.ts'`,
    `import type { Schemas } from './types.ts'\n`,
    ...lines,
    '',
    ...exports,
    '',
  ].join('\n')
}

const parts = ['atLeast', 'atMost', 'atMostKeys', 'bytes', 'integer', 'not', 'optional', 'present', 'where', 'whole']

function partsIn(lines: readonly string[]): string {
  const words = new Set(lines.flatMap((line) => line.replaceAll(/"(?:[^"\\]|\\.)*"/g, '').match(/\w+/g) ?? []))
  return parts.filter((part) => words.has(part)).join(', ')
}

function annotation(name: string): string {
  return `: z.ZodMiniType<Schemas[${JSON.stringify(name)}]>`
}

// The members of a union of chunks are what its events are.
function eventNames({ $defs, operations }: Snapshot): string[] {
  const chunks = Object.values(operations).flatMap((methods) => Object.values(methods).map(({ chunk }) => chunk))
  return chunks.flatMap((chunk) => ($defs[chunk ?? '']?.anyOf ?? ([] as Schema[])).flatMap(referencesOf))
}
