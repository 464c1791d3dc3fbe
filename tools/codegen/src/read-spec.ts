import { createHash } from 'node:crypto'
import { CodegenProblem } from './problem.ts'
import type { SpecOperation } from './collect.ts'
import type { Definitions } from './schema.ts'

/** The parts of an OpenAPI document that are read. */
export interface SpecDocument {
  readonly openapi: string
  readonly info: { readonly version: string }
  readonly paths: { readonly [path: string]: { readonly [method: string]: SpecOperation } }
  readonly components: { readonly schemas: Definitions }
}

/** @throws CodegenProblem where it is not JSON, or not OpenAPI 3.1 */
export function parseSpec(bytes: Uint8Array): SpecDocument {
  const advice = 'A file openapi.json from github.com/openai/openai-openapi is expected (--commit SHA, or --spec FILE|URL).'
  let document: Partial<SpecDocument> | null
  try {
    document = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<SpecDocument> | null
  } catch (error) {
    throw new CodegenProblem('#', `the spec is not JSON: ${error instanceof Error ? error.message : String(error)}`, advice)
  }
  if (typeof document?.openapi !== 'string' || !/^3\.1\.\d+$/.test(document.openapi)) {
    throw new CodegenProblem('#/openapi', `is ${JSON.stringify(document?.openapi)}, not 3.1.`, advice)
  }
  if (!document.paths || !document.components?.schemas) {
    throw new CodegenProblem(document.paths ? '#/components/schemas' : '#/paths', 'is missing.', advice)
  }
  return document as SpecDocument
}

export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}
