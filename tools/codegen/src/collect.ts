import { errorBody, unmarkedStreams, usedPaths } from './operations.config.ts'
import { CodegenProblem, below } from './problem.ts'
import { nameOf, type Definitions, type Schema } from './schema.ts'
import type { SpecDocument } from './read-spec.ts'

/** The schemas of one operation, by name; absent where it has none. */
export interface Operation {
  readonly id: string
  readonly request?: string
  /** Where it may also come in another form: multipart/form-data beside JSON. */
  readonly form?: string
  readonly response?: string
  readonly chunk?: string
}

/** By method and path: `POST /chat/completions`. */
export type Operations = { [key: string]: Operation }

interface Collected {
  readonly operations: Operations
  /** Bodies without a name of their own, under the names that they were given. */
  readonly inline: Definitions
}

/**
 * The operations that are used, and what they send and receive.
 *
 * @throws CodegenProblem where one of the table is not in the spec
 */
export function collectOperations(spec: SpecDocument): Collected {
  const inline: Definitions = {}
  const operations: Operations = {}
  const streams = new Map(unmarkedStreams)
  for (const [path, item] of Object.entries(spec.paths)) {
    if (path.includes('?')) continue
    for (const [method, operation] of Object.entries(item)) {
      const key = `${method.toUpperCase()} ${path}`
      const used = usedPaths.includes(path.split('/')[1]!) || streams.has(key)
      if (!used || !['get', 'post', 'put', 'patch', 'delete'].includes(method)) continue
      operations[key] = bodiesOf(operation, below('#/paths', path, method), streams.get(key))
    }
  }
  for (const [key, chunk] of streams) {
    const at = below(
      '#/paths',
      ...key
        .split(' ')
        .reverse()
        .map((part) => (part.startsWith('/') ? part : part.toLowerCase())),
    )
    if (!operations[key])
      throw new CodegenProblem(
        at,
        `there is no ${key}.`,
        'If the API has dropped it, take it out of tools/codegen/src/operations.config.ts.',
      )
    known(chunk, at)
  }
  known(errorBody, '#/components/schemas')
  return { operations, inline }

  function bodiesOf(operation: SpecOperation, pointer: string, unmarked: string | undefined): Operation {
    const id = operation.operationId ?? ''
    if (!/^\w+$/.test(id))
      throw new CodegenProblem(below(pointer, 'operationId'), `is ${JSON.stringify(id)}.`, 'A name is needed, to name its bodies after it.')
    const sent = operation.requestBody?.content ?? {}
    const ok = Object.keys(operation.responses ?? {}).find((status) => status.startsWith('2'))
    const received = (ok === undefined ? undefined : operation.responses![ok]!.content) ?? {}
    const json = named(sent, 'application/json', `${id}Request`)
    const form = named(sent, 'multipart/form-data', `${id}Form`)
    const response = named(received, 'application/json', `${id}Response`) ?? named(received, 'application/octet-stream', `${id}Response`)
    const chunk = named(received, 'text/event-stream', `${id}Chunk`) ?? unmarked
    const request = json ?? form
    return {
      id,
      ...(request !== undefined && { request }),
      ...(json !== undefined && form !== undefined && { form }),
      ...(response !== undefined && { response }),
      ...(chunk !== undefined && { chunk }),
    }
  }

  function named(content: Content, type: string, name: string): string | undefined {
    const schema = content[type]?.schema
    if (!schema) return undefined
    if (schema.$ref !== undefined) return nameOf(schema.$ref)
    const own = name[0]!.toUpperCase() + name.slice(1)
    if (spec.components.schemas[own] ?? inline[own]) {
      throw new CodegenProblem(
        below('#/components/schemas', own),
        'has the name that a body without one is given.',
        'Give it another in tools/codegen/src/collect.ts.',
      )
    }
    inline[own] = schema
    return own
  }

  function known(name: string, pointer: string): void {
    if (spec.components.schemas[name]) return
    throw new CodegenProblem(pointer, `there is no schema ${name}.`, 'Correct the table in tools/codegen/src/operations.config.ts.')
  }
}

type Content = { [type: string]: { schema?: Schema } }
export interface SpecOperation {
  operationId?: string
  requestBody?: { content?: Content }
  responses?: { [status: string]: { content?: Content } }
}
