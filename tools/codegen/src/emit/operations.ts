import type { Operation } from '../collect.ts'
import { errorBody } from '../operations.config.ts'
import { operationsOf, type Snapshot } from '../snapshot.ts'

/** The operations as a type, from method and path to bodies, and as data, from method and path to the names of their schemas. */
export function emitOperations(snapshot: Snapshot): string {
  const operations = Object.entries(operationsOf(snapshot))
  const types = operations.map(([key, operation]) => ` ${JSON.stringify(key)}: {${members(operation)}};`)
  const names = operations.map(([key, operation]) => ` ${JSON.stringify(key)}: ${JSON.stringify(operation)},`)
  return [
    `import type { Schemas } from './types.ts'\n`,
    `export interface Operations {\n${types.join('\n')}\n}\n`,
    `export type ErrorBody = ${type(errorBody)}\n`,
    `export const operationSchemas = {\n${names.join('\n')}\n} as const`,
    `export const errorSchema = ${JSON.stringify(errorBody)}\n`,
  ].join('\n')
}

function members({ request, form, response, chunk }: Operation): string {
  return ` request: ${type(request, form)}; response: ${type(response)}; chunk: ${type(chunk)} `
}

function type(...names: (string | undefined)[]): string {
  const types = names.filter((name) => name !== undefined).map((name) => `Schemas[${JSON.stringify(name)}]`)
  return types.length === 0 ? 'never' : types.join(' | ')
}
