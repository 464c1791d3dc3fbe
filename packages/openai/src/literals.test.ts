import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseCassette, readEvents, readJson } from '@respool/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

// What users write, compiled by the compilers they have.
const compilers = ['typescript-5', 'typescript', 'typescript-7'].map((name) => {
  const manifest = createRequire(import.meta.url).resolve(`${name}/package.json`)
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }
  return { version, binary: join(dirname(manifest), 'bin/tsc') }
})

const folder = mkdtempSync(join(tmpdir(), 'literals-'))
afterAll(() => rmSync(folder, { recursive: true }))

const request = {
  messages: [{ content: 'Say hi in Portuguese', role: 'user' }],
  model: 'gpt-4o',
  max_tokens: 4000,
  stream_options: { include_usage: true },
  stream: true,
}
const chunk = {
  id: 'chatcmpl-1',
  object: 'chat.completion.chunk',
  created: 1_760_704_569,
  model: 'gpt-4o-2024-08-06',
  service_tier: 'default',
  system_fingerprint: 'fp_1',
  choices: [{ index: 0, delta: { role: 'assistant', content: '', refusal: null }, logprobs: null, finish_reason: null }],
  usage: null,
  obfuscation: 'dW8',
}
const nulls = {
  ...chunk,
  choices: [{ ...chunk.choices[0], delta: { content: 'H', function_call: null, refusal: null, role: null, tool_calls: null } }],
}
const event = {
  type: 'response.output_text.delta',
  item_id: 'msg_1',
  output_index: 0,
  content_index: 0,
  delta: 'Hi',
  logprobs: [],
  sequence_number: 4,
}

const chatRequest = "RequestOf<'POST /chat/completions'>"
const chatChunk = "ChunkOf<'POST /chat/completions'>"

interface Literal {
  readonly name: string
  readonly literal: unknown
  readonly type: string
  /** The lines at which the compiler finds fault. */
  readonly want: readonly string[]
}

const pythonNulls = ['"function_call": null', '"role": null', '"tool_calls": null']

const literals: Literal[] = [
  { name: 'a request', literal: request, type: chatRequest, want: [] },
  { name: 'a chunk', literal: chunk, type: chatChunk, want: [] },
  { name: 'an event', literal: event, type: "EventOf<'response.output_text.delta'>", want: [] },
  {
    name: 'a request for a response',
    literal: { model: 'gpt-4o', input: 'Hi', stream: true },
    type: "RequestOf<'POST /responses'>",
    want: [],
  },
  { name: 'an error', literal: { error: { message: 'No', type: 'x', param: null, code: null } }, type: 'ErrorBody', want: [] },
  { name: 'a misspelt key', literal: { ...request, max_tokns: 1 }, type: chatRequest, want: ['"max_tokns": 1'] },
  { name: 'a wrong role', literal: { ...request, messages: [{ content: 'Hi', role: 'usr' }] }, type: chatRequest, want: ['"role": "usr"'] },
  {
    name: 'a wrong type of event',
    literal: { ...event, type: 'response.output_text.dleta' },
    type: "ChunkOf<'POST /responses'>",
    want: ['"type": "response.output_text.dleta"'],
  },
  { name: "a Python client's nulls", literal: nulls, type: chatChunk, want: pythonNulls },
  ...(await goVcrReference()),
  ...llamaStackReference(),
]

describe.each(compilers)('TypeScript $version, at its strictest', ({ binary }) => {
  let faults: string[][]
  // All in one go: a compiler takes its time to start.
  beforeAll(() => {
    faults = compile(binary)
  }, 120_000)

  test.each(literals.map(({ name, want }, index) => [name, want.length === 0 ? 'takes' : 'finds fault with', index] as const))(
    '%s: %s it',
    (_, __, index) => {
      const { want } = literals[index]!
      expect(faults[index]).toEqual(want)
    },
  )
})

async function goVcrReference(): Promise<Literal[]> {
  const bytes = seed('go-vcr-openai-stream.yaml')
  if (!bytes) return []
  const { interactions } = await parseCassette(bytes)
  const { request: sent, response } = interactions[0]!
  const chunks = readEvents(response).filter(({ data }) => data !== '[DONE]')
  if (chunks.length !== 5) throw new Error(`the reference recording has ${chunks.length} chunks, not 5`)
  return [
    { name: "go-vcr's reference request", literal: readJson(sent), type: chatRequest, want: [] },
    ...chunks.map(({ data }, index) => ({ name: `its chunk ${index}`, literal: JSON.parse(data) as unknown, type: chatChunk, want: [] })),
  ]
}

function llamaStackReference(): Literal[] {
  const bytes = seed('llama-stack-openai-stream.json')
  if (!bytes) return []
  const { request: sent, response } = JSON.parse(new TextDecoder().decode(bytes)) as LlamaStackRecording
  const chunks = response.body.map(({ __data__ }, index) => {
    // The keys of which the API says that they are absent, never null, in the order in which they lie.
    const lines = JSON.stringify(__data__, null, 1).split('\n')
    const want = lines.map((line) => line.trim().replace(/,$/, '')).filter((line) => pythonNulls.includes(line))
    return { name: `its chunk ${index}, as it lies`, literal: __data__, type: chatChunk, want }
  })
  return [{ name: "llama-stack's reference request", literal: sent.body, type: chatRequest, want: [] }, ...chunks]
}

interface LlamaStackRecording {
  readonly request: { readonly body: unknown }
  readonly response: { readonly body: readonly { readonly __data__: unknown }[] }
}

function seed(name: string): Uint8Array | undefined {
  const file = new URL(`../../../../shared/seeds/${name}`, import.meta.url)
  if (existsSync(file)) return new Uint8Array(readFileSync(file))
  console.log(`skipped: seeds/${name} (../shared) is not beside this clone`)
  return undefined
}

/** For each of the literals, the lines at which the compiler finds fault. */
function compile(binary: string): string[][] {
  const api = fileURLToPath(new URL('api.ts', import.meta.url))
  const head = `import type { ChunkOf, ErrorBody, EventOf, RequestOf } from ${JSON.stringify(api)}`
  const declarations = literals.map(
    ({ literal, type }, index) => `export const literal${index} = ${JSON.stringify(literal, null, 1)} satisfies ${type}`,
  )
  const source = [head, ...declarations].join('\n')
  const options = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    module: 'nodenext',
    target: 'es2022',
    lib: ['es2022', 'dom'],
    types: [],
    noEmit: true,
    allowImportingTsExtensions: true,
  }
  writeFileSync(join(folder, 'literals.ts'), source)
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions: options, files: ['literals.ts'] }))
  const { status, stdout } = spawnSync(process.execPath, [binary, '-p', folder, '--pretty', 'false'], { encoding: 'utf8', cwd: folder })
  const places = Array.from(stdout.matchAll(/^literals\.ts\((\d+),\d+\): error/gm), ([, line]) => Number(line) - 1)
  // A fault elsewhere, or a compiler that did not start, must not pass for literals without faults.
  if (places.length !== (stdout.match(/error TS/g) ?? []).length || (status === 0) !== (places.length === 0)) throw new Error(stdout)
  return faultsByLiteral(source.split('\n'), places)
}

function faultsByLiteral(lines: readonly string[], places: readonly number[]): string[][] {
  const owner = (place: number) => lines.slice(0, place + 1).filter((line) => line.startsWith('export const')).length - 1
  return literals.map((_, index) => places.filter((place) => owner(place) === index).map((place) => lines[place]!.trim().replace(/,$/, '')))
}
