import type { Operation } from '../collect.ts'
import { errorBody } from '../operations.config.ts'
import { nameOf, stableText, type Schema } from '../schema.ts'
import { operationsOf, type Snapshot } from '../snapshot.ts'

/** The operations as a type, from method and path to bodies, and as data, from method and path to the names of their schemas. */
export function emitOperations(snapshot: Snapshot): string {
  const operations = Object.entries(operationsOf(snapshot))
  const types = operations.map(([key, operation]) => ` ${JSON.stringify(key)}: {${members(operation)}};`)
  const names = operations.map(([key, operation]) => ` ${JSON.stringify(key)}: ${stableText(withFrame(operation, snapshot))},`)
  return [
    `import type { Schemas } from './types.ts'\n`,
    `export interface Operations {\n${types.join('\n')}\n}\n`,
    `export type ErrorBody = ${type(errorBody)}\n`,
    `export interface OperationSchemas { readonly id: string; readonly request?: string; readonly form?: string; readonly response?: string; readonly chunk?: string; readonly framed?: boolean }\n`,
    `export const operationSchemas: { readonly [Key in keyof Operations]: OperationSchemas } = {\n${names.join('\n')}\n}`,
    `export const errorSchema = ${JSON.stringify(errorBody)}\n`,
  ].join('\n')
}

// Of assistants, the schema of a chunk is the event around the data: `{ event, data }`.
function withFrame(operation: Operation, { $defs }: Snapshot): Operation & { framed?: true } {
  return operation.chunk !== undefined && isFrame($defs[operation.chunk]!) ? { ...operation, framed: true } : operation

  function isFrame(schema: Schema): boolean {
    if (schema.$ref !== undefined) return isFrame($defs[nameOf(schema.$ref)]!)
    if (schema.anyOf) return schema.anyOf.every(isFrame)
    return ['data', 'event'].every((name) => schema.required?.includes(name))
  }
}

function members({ request, form, response, chunk }: Operation): string {
  return ` request: ${type(request, form)}; response: ${type(response)}; chunk: ${type(chunk)} `
}

function type(...names: (string | undefined)[]): string {
  const types = names.filter((name) => name !== undefined).map((name) => `Schemas[${JSON.stringify(name)}]`)
  return types.length === 0 ? 'never' : types.join(' | ')
}
