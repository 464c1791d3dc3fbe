import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../../', import.meta.url))

// A file imports from a lower layer or its own folder; layers of one number do not know each other.
const layers: { [folder: string]: number } = {
  model: 0,
  sse: 1,
  json: 1,
  redact: 2,
  match: 2,
  formats: 3,
  stores: 3,
  report: 3,
  recorder: 4,
  scope: 5,
  decode: 5,
}
const entries = new Set(['index.ts', 'neutral.ts', 'node.ts'])
// What may touch the platform: Node's entry, and what it alone imports.
const fileStore = 'packages/core/src/stores/file/'
const asyncScope = 'packages/core/src/scope/async-scope.ts'
const decoding = 'packages/core/src/decode/'
const nodeOnly = (file: string) =>
  ['packages/core/src/node.ts', asyncScope].includes(file) || file.startsWith(fileStore) || file.startsWith(decoding)
const tools = new Set(['testkit', 'conformance', 'codegen', 'benchmarks', 'interop', 'ecosystem', 'fuzz', 'recipes'])
const nodeFreePackages = new Set(['core', 'fetch', 'openai'])

interface Import {
  readonly file: string
  readonly line: number
  readonly specifier: string
}

test('every import obeys the layers', () => {
  const imports = sources('packages').flatMap(importsOf)
  expect(imports.length).toBeGreaterThan(100)
  expect(
    imports.flatMap((each) => brokenRule(each).map((rule) => `${each.file}:${each.line} imports '${each.specifier}': ${rule}`)),
  ).toEqual([])
})

test.each([
  ['packages/core/src/json/canonical.ts', '../sse/split.ts', 'layers of one number do not know each other'],
  ['packages/core/src/model/body.ts', '../json/value.ts', 'a lower layer may not import a higher one'],
  ['packages/core/src/formats/go-vcr/read.ts', '../../stores/memory.ts', 'layers of one number do not know each other'],
  ['packages/core/src/stores/memory.ts', './file/write.ts', 'only node.ts imports the file store'],
  ['packages/core/src/recorder/capture.ts', '../decode/wire-capture.ts', 'only node.ts imports what decodes'],
  ['packages/core/src/match/key.ts', 'node:crypto', "node:* only in core's node.ts and what it alone imports"],
  ['packages/core/src/recorder/save.ts', '@respool/openai', 'the core never imports @respool/openai'],
  ['packages/fetch/src/record.ts', '@respool/undici', 'adapters never import each other'],
  ['packages/node-http/src/relay.ts', '@respool/fetch', 'adapters never import each other'],
  ['packages/fetch/src/record.ts', '../../core/src/index.ts', 'packages import public entries only'],
  ['packages/fetch/src/record.ts', '@respool/testkit', 'packages import tools only in tests'],
])('%s must not import %s', (file, specifier, rule) => {
  expect(brokenRule({ file, line: 1, specifier }).join()).toContain(rule)
})

function brokenRule({ file, specifier }: Import): string[] {
  const [, name = ''] = file.split('/')
  const isTest = /(\.test|[/.]test-data)\.ts$|\/__fixtures__\//.test(file)
  const rules: string[] = []
  if (specifier.startsWith('.')) rules.push(...brokenPath(file, specifier, isTest))
  if (specifier.startsWith('@respool/')) rules.push(...brokenPackage(name, specifier, isTest))
  if (specifier.startsWith('node:') && !isTest && nodeFreePackages.has(name) && !nodeOnly(file)) {
    rules.push("node:* only in core's node.ts and what it alone imports")
  }
  return rules
}

function brokenPath(file: string, specifier: string, isTest: boolean): string[] {
  const from = file.split('/')
  const target = join(dirname(file), specifier).split(sep).join('/')
  const to = target.split('/')
  if (to[0] !== 'packages' || to[1] !== from[1] || to[2] !== 'src')
    return ['packages import public entries only, never the inside of another']
  if (from[1] !== 'core' || isTest || from.length === 4) return []
  if (target === asyncScope) return ['only node.ts imports async contexts']
  if (target.startsWith(decoding) && !file.startsWith(decoding)) return ['only node.ts imports what decodes']
  if (target.startsWith(fileStore) && !file.startsWith(fileStore)) return ['only node.ts imports the file store']
  if (entries.has(to[3]!)) return ['the inside never imports an entry']
  return from[3] === to[3] ? [] : brokenLayer(from[3]!, to[3]!)
}

function brokenLayer(from: string, to: string): string[] {
  const lower = layers[to]
  const upper = layers[from]
  if (lower === undefined || upper === undefined)
    return [`${from} or ${to} has no layer: give it one in this test and in docs/architecture.md`]
  if (lower === upper) return [`layers of one number do not know each other (${from} and ${to} are ${upper})`]
  return lower > upper ? [`a lower layer may not import a higher one (${from} is ${upper}, ${to} is ${lower})`] : []
}

function brokenPackage(name: string, specifier: string, isTest: boolean): string[] {
  const [, imported = '', entry] = specifier.split('/')
  if (tools.has(imported)) return isTest ? [] : ['packages import tools only in tests']
  if (name === 'core')
    return imported === 'openai' ? ['the core never imports @respool/openai'] : isTest ? [] : ['the core imports no other package']
  if (entry === 'src') return ['packages import public entries only, never src/']
  const adapters = new Set(['fetch', 'undici', 'node-http'])
  return adapters.has(name) && adapters.has(imported) && name !== imported ? ['adapters never import each other'] : []
}

function importsOf(file: string): Import[] {
  const lines = readFileSync(join(root, file), 'utf8').split('\n')
  return lines.flatMap((text, index) =>
    Array.from(text.matchAll(/(?:^\s*(?:import|export)\b.*?\bfrom\s+|^}\s*from\s+|^\s*import\s+|\bimport\()'([^']+)'/g), (match) => ({
      file,
      line: index + 1,
      specifier: match[1]!,
    })),
  )
}

// Only what is below src: a recursive look from further up would follow the links of node_modules round in circles.
function sources(folder: string): string[] {
  return readdirSync(join(root, folder))
    .flatMap((name) => readdirSync(join(root, folder, name, 'src'), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort()
}
