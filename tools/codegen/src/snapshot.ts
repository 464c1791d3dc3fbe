import { collectOperations, type Operation, type Operations } from './collect.ts'
import { withDiscriminators } from './normalise/discriminators.ts'
import { mergeAllOf } from './normalise/merge-all-of.ts'
import { normaliseAll } from './normalise/normalise.ts'
import { describedOnly } from './normalise/required.ts'
import { checkValues } from './normalise/values.ts'
import { errorBody } from './operations.config.ts'
import { CodegenProblem, below } from './problem.ts'
import { mapChildren, nameOf, referencesOf, stableText, type Definitions, type Schema } from './schema.ts'
import type { SpecDocument } from './read-spec.ts'

/** What is used of a spec: a JSON Schema 2020-12 document whose definitions are in the forms of `normalise`, and the operations that use them. */
export interface Snapshot {
  readonly $schema: string
  /** By path, then by method, so that no string has a space in it. */
  readonly operations: { readonly [path: string]: { readonly [method: string]: Operation } }
  readonly $defs: Definitions
}

/** @throws CodegenProblem where the spec is not as the tables and rules here expect it */
export function makeSnapshot(spec: SpecDocument): Snapshot {
  const { operations, inline } = collectOperations(spec)
  const wanted = { ...spec.components.schemas, ...inline }
  const roots = [...rootNames(operations), errorBody]
  // Pruned before normalising: what is not used may be as odd as it likes. And after it, for what only an allOf has used.
  const normal = normaliseAll(closure(wanted, roots), '#/components/schemas')
  const merged = Object.fromEntries(Object.entries(normal).map(([name, schema]) => [name, describedOnly(mergeAllOf(schema, normal))]))
  const used = closure(merged, roots)
  const tagged = Object.entries(used).map(([name, schema]) => [
    identifier(name, used),
    localReferences(withDiscriminators(schema, used), used),
  ])
  const $defs = Object.fromEntries(tagged) as Definitions
  return { $schema: 'https://json-schema.org/draft/2020-12/schema', operations: byPath(operations), $defs }
}

/** The names of what an operation sends or receives, each once. */
export function rootNames(operations: Operations): string[] {
  const names = Object.values(operations).flatMap(({ request, form, response, chunk }) => [request, form, response, chunk])
  return [...new Set(names.filter((name) => name !== undefined))].sort()
}

/** These definitions and all that they refer to, by name. */
export function closure(definitions: Definitions, roots: readonly string[]): Definitions {
  const found = new Map<string, Schema>()
  const open = roots.map((name) => ({ name, from: '#' }))
  for (let next = open.pop(); next; next = open.pop()) {
    const { name, from } = next
    if (found.has(name)) continue
    const schema = definitions[name]
    if (!schema) {
      throw new CodegenProblem(
        from,
        `refers to ${JSON.stringify(name)}, which is not among the named schemas.`,
        'The spec contradicts itself here: take another commit, or repair it in tools/codegen/src/normalise.',
      )
    }
    found.set(name, schema)
    for (const reference of checkedReferences(schema, below('#/components/schemas', name)))
      open.push({ name: reference, from: below('#/components/schemas', name) })
  }
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

function checkedReferences(schema: Schema, pointer: string): string[] {
  visit(schema, pointer)
  return referencesOf(schema)

  function visit(each: Schema, at: string): Schema {
    checkValues(each, at)
    if (each.$ref !== undefined && !/^#\/(components\/schemas|\$defs)\/[^/]+$/.test(each.$ref)) {
      throw new CodegenProblem(
        below(at, '$ref'),
        `refers to ${JSON.stringify(each.$ref)}.`,
        "Only named schemas of the same document ('#/components/schemas/…') can be referred to.",
      )
    }
    return mapChildren(each, at, visit)
  }
}

function localReferences(schema: Schema, definitions: Definitions): Schema {
  const whole = mapChildren(schema, '', (child) => localReferences(child, definitions))
  return whole.$ref === undefined ? whole : { $ref: `#/$defs/${identifier(nameOf(whole.$ref), definitions)}` }
}

const taken = new Set(['RegExp', 'Schemas'])

// `ConversationParam-2` is a name to JSON, and none to TypeScript.
function identifier(name: string, definitions: Definitions): string {
  const own = name.replaceAll(/\W/g, '')
  // With a capital it is no word of the language's, nor a name of what the generated files import.
  if (/^[A-Z]/.test(own) && !taken.has(own) && (own === name || !Object.hasOwn(definitions, own))) return own
  throw new CodegenProblem(
    below('#/components/schemas', name),
    `has no name in TypeScript: ${JSON.stringify(own)} is none, or is taken.`,
    'Give it another in tools/codegen/src/snapshot.ts.',
  )
}

function byPath(operations: Operations): Snapshot['operations'] {
  const paths: { [path: string]: { [method: string]: Operation } } = {}
  for (const [key, operation] of Object.entries(operations)) {
    const [method, path] = key.split(' ') as [string, string]
    paths[path] = { ...paths[path], [method.toLowerCase()]: operation }
  }
  return paths
}

export function operationsOf(snapshot: Snapshot): Operations {
  const found = Object.entries(snapshot.operations).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Operation] => [`${method.toUpperCase()} ${path}`, operation]),
  )
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** One text for one snapshot: keys sorted, a definition or a path a line, so that a change shows as the lines it changes. */
export function snapshotText(snapshot: Snapshot): string {
  return `{\n"$schema":${JSON.stringify(snapshot.$schema)},\n"operations":${lines(snapshot.operations)},\n"$defs":${lines(snapshot.$defs)}\n}\n`
}

function lines(object: { readonly [key: string]: unknown }): string {
  const entries = Object.keys(object)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${stableText(object[key])}`)
  return `{\n${entries.join(',\n')}\n}`
}

/** @throws CodegenProblem where any string has white space in it, as all prose has */
export function refuseProse(value: unknown, pointer = '#'): void {
  if (typeof value === 'string' && /\s/.test(value)) {
    throw new CodegenProblem(
      pointer,
      `holds white space: ${JSON.stringify(value.slice(0, 60))}.`,
      'Prose of the spec must not get into the snapshot: see tools/codegen/src/normalise/keywords.ts.',
    )
  }
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    refuseProse(key, pointer)
    refuseProse(child, below(pointer, key))
  }
}
