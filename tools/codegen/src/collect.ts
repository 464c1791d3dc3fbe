import { closures, errorBody, unmarkedStreams, usedPaths } from './operations.config.ts'
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
    for (const [method, operation] of Object.entries(inPlace(item, below('#/paths', path)))) {
      const key = `${method.toUpperCase()} ${path}`
      const used = usedPaths.includes(path.split('/')[1]!) || streams.has(key)
      if (!used || !['get', 'post', 'put', 'patch', 'delete'].includes(method)) continue
      const pointer = below('#/paths', path, method)
      operations[key] = bodiesOf(inPlace(operation, pointer), pointer, streams.get(key))
    }
  }
  for (const key of [...streams.keys(), ...Object.values(closures)]) {
    if (operations[key]) continue
    const advice = 'If the API has dropped it, take it out of tools/codegen/src/operations.config.ts.'
    throw new CodegenProblem(pointerOf(key), `there is no ${key}.`, advice)
  }
  for (const [key, chunk] of streams) known(chunk, pointerOf(key))
  known(errorBody, '#/components/schemas')
  return { operations, inline }

  function bodiesOf(operation: SpecOperation, pointer: string, unmarked: string | undefined): Operation {
    const id = operation.operationId ?? ''
    if (!/^\w+$/.test(id))
      throw new CodegenProblem(below(pointer, 'operationId'), `is ${JSON.stringify(id)}.`, 'A name is needed, to name its bodies after it.')
    const ok = Object.keys(operation.responses ?? {}).find((status) => status.startsWith('2'))
    const sent = named(operation.requestBody, below(pointer, 'requestBody'))
    const received = named(ok === undefined ? undefined : operation.responses![ok], below(pointer, 'responses', ok ?? ''))
    const json = sent('application/json', `${id}Request`)
    const form = sent('multipart/form-data', `${id}Form`)
    const response = received('application/json', `${id}Response`) ?? received('application/octet-stream', `${id}Response`)
    const chunk = received('text/event-stream', `${id}Chunk`) ?? unmarked
    const request = json ?? form
    return {
      id,
      ...(request !== undefined && { request }),
      ...(json !== undefined && form !== undefined && { form }),
      ...(response !== undefined && { response }),
      ...(chunk !== undefined && { chunk }),
    }
  }

  function named(body: Body | undefined, pointer: string): (type: string, name: string) => string | undefined {
    const { content = {} } = body === undefined ? {} : inPlace(body, pointer)
    return (type, name) => {
      const schema = content[type]?.schema
      if (!schema) return undefined
      const own = name[0]!.toUpperCase() + name.slice(1)
      return schema.$ref === undefined ? unnamed(schema, own) : referred(schema.$ref, below(pointer, 'content', type, 'schema', '$ref'))
    }
  }

  function referred(reference: string, pointer: string): string {
    const name = nameOf(reference)
    if (reference === `#/components/schemas/${name}`) known(name, pointer)
    else inPlace({ $ref: reference }, pointer)
    return name
  }

  function unnamed(schema: Schema, own: string): string {
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
    throw new CodegenProblem(
      pointer,
      `there is no schema ${name}.`,
      'Correct the table in tools/codegen/src/operations.config.ts, or take another commit of the spec.',
    )
  }
}

// What stands elsewhere would be overlooked, and an operation would seem to have no body.
function inPlace<T extends object>(part: T, pointer: string): T {
  if (typeof part !== 'object' || part === null) {
    throw new CodegenProblem(pointer, `is ${JSON.stringify(part)}.`, 'The spec is broken here: take another commit.')
  }
  if (!('$ref' in part)) return part
  throw new CodegenProblem(
    pointer,
    `refers to ${JSON.stringify(part.$ref)}.`,
    "Only named schemas ('#/components/schemas/…') are referred to so far: follow this one in tools/codegen/src/collect.ts.",
  )
}

// `POST /chat/completions` -> `#/paths/~1chat~1completions/post`
function pointerOf(key: string): string {
  const [method, path] = key.split(' ') as [string, string]
  return below('#/paths', path, method.toLowerCase())
}

interface Body {
  content?: { [type: string]: { schema?: Schema } }
}
export interface SpecOperation {
  operationId?: string
  requestBody?: Body
  responses?: { [status: string]: Body }
}
