import openapiTS, { astToString } from 'openapi-typescript'
import ts from 'typescript'
import { CodegenProblem } from '../problem.ts'
import { mapChildren, nameOf, type Definitions, type Schema } from '../schema.ts'
import type { Snapshot } from '../snapshot.ts'

const openString = 'open-string'

/**
 * Every definition as a TypeScript type, below one interface.
 *
 * What has a default is optional all the same: a request need not send it, and a recorded response need not hold it.
 */
export async function emitTypes({ $defs }: Snapshot): Promise<string> {
  const schemas = Object.fromEntries(Object.entries($defs).map(([name, schema]) => [name, forOpenapi(schema, $defs)]))
  const document = { openapi: '3.1.0', info: { title: 'openai', version: '0' }, components: { schemas } }
  const nodes = await openapiTS(document as Parameters<typeof openapiTS>[0], {
    alphabetize: true,
    defaultNonNullable: false,
    emptyObjectsUnknown: true,
    silent: true,
    transform: ({ format }) => (format === 'binary' ? bytes() : format === openString ? anyString() : undefined),
  })
  return onlySchemas(astToString(nodes.filter((node) => ts.isInterfaceDeclaration(node) && node.name.text === 'components')))
}

// The interface has more members than schemas, all of them empty, and comments which say what the types say.
function onlySchemas(components: string): string {
  const body = /^export interface components \{\n {4}schemas: \{\n(.*?)\n {4}\};\n/s.exec(components)?.[1]
  if (body === undefined)
    throw new CodegenProblem('#', 'openapi-typescript wrote something else than expected.', 'See emit/types.ts: its version has changed.')
  const types = body
    .replaceAll(/^ *\/\*\* .*\*\/\n/gm, '')
    .replaceAll('components["schemas"]', 'Schemas')
    .replaceAll(/^ {4}( *)/gm, (_, indent: string) => indent.slice(indent.length / 2))
  return `export interface Schemas {\n${types}\n}\n`
}

function bytes(): ts.TypeNode {
  return ts.factory.createUnionTypeNode([ts.factory.createTypeReferenceNode('Blob'), ts.factory.createTypeReferenceNode('Uint8Array')])
}

// Beside known values, `string & {}` leaves them to an editor's completion, where `string` would swallow them.
function anyString(): ts.TypeNode {
  const string = ts.factory.createKeywordTypeNode(ts.SyntaxKind.StringKeyword)
  return ts.factory.createParenthesizedType(ts.factory.createIntersectionTypeNode([string, ts.factory.createTypeLiteralNode([])]))
}

function forOpenapi(schema: Schema, definitions: Definitions): Schema {
  // openapi-typescript would take a discriminator without a mapping for one whose values are the names of schemas.
  const { discriminator: _, ...whole } = mapChildren(schema, '', (child) => forOpenapi(child, definitions))
  if (whole.$ref !== undefined) return { $ref: `#/components/schemas/${nameOf(whole.$ref)}` }
  if (!whole.anyOf?.some((member) => hasValues(member, definitions))) return whole
  return { anyOf: whole.anyOf.map((member) => (isAnyString(member) ? { ...member, format: openString } : member)) }
}

function hasValues(member: Schema, definitions: Definitions): boolean {
  const schema = member.$ref === undefined ? member : definitions[nameOf(member.$ref)]
  return [...(schema?.enum ?? []), schema?.const].some((value) => typeof value === 'string')
}

function isAnyString(member: Schema): boolean {
  return member.type === 'string' && member.format === undefined
}
