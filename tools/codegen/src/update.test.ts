import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { places } from './outputs.ts'
import { sha256 } from './read-spec.ts'
import { operationsOf } from './snapshot.ts'
import { smallSpec, type SmallSpec } from './test-data.ts'
import { update } from './update.ts'

const folder = mkdtempSync(join(tmpdir(), 'codegen-'))
afterAll(() => rmSync(folder, { recursive: true }))
const commit = 'a'.repeat(40)
const about = { commit, date: '2026-01-02' }

function saved(spec: unknown): string {
  const file = join(folder, 'openapi.json')
  writeFileSync(file, typeof spec === 'string' ? spec : JSON.stringify(spec))
  return file
}

function changed(change: (spec: SmallSpec) => void): SmallSpec {
  const spec = smallSpec()
  change(spec)
  return spec
}

describe('update', () => {
  test('keeps what is used, without prose, under names that TypeScript takes', async () => {
    const { snapshot, lock } = await update({ spec: saved(smallSpec()), ...about }, undefined)
    expect(Object.keys(snapshot.$defs)).toEqual(
      [
        'Answer',
        'AssistantStreamEvent',
        'Chunk',
        'CreateChatResponse',
        'CreateCompletionResponse',
        'ErrorResponse',
        'Odd1',
        'Question',
        'ResponseStreamEvent',
        'Start',
        'Stop',
      ].sort(),
    )
    expect(snapshot.$defs['Question']?.properties?.['odd-one']).toEqual({ $ref: '#/$defs/Odd1' })
    expect(snapshot.$defs['Chunk']).toEqual({
      anyOf: [{ $ref: '#/$defs/Start' }, { $ref: '#/$defs/Stop' }],
      discriminator: { propertyName: 'type' },
    })
    expect(operationsOf(snapshot)['POST /chat/completions']).toEqual({
      id: 'createChat',
      request: 'Question',
      response: 'CreateChatResponse',
      chunk: 'Chunk',
    })
    expect(operationsOf(snapshot)['POST /completions']?.chunk).toBe('CreateCompletionResponse')
    expect(Object.keys(operationsOf(snapshot)).filter((key) => key.includes('beta') || key.includes('organization'))).toEqual([])
    expect(lock.spec).toMatchObject({ openapi: '3.1.0', sha256: sha256(JSON.stringify(smallSpec())) })
  })

  test('where nothing that is used has changed, the snapshot is the same', async () => {
    const first = await update({ spec: saved(smallSpec()), ...about }, undefined)
    const prose = changed((spec) => void (spec.components.schemas['Answer']!['description'] = 'Other prose.'))
    const second = await update({ spec: saved(prose), ...about, commit: 'b'.repeat(40) }, undefined)
    expect(second.snapshot).toEqual(first.snapshot)
    expect(second.lock.snapshot).toEqual(first.lock.snapshot)
  })

  test.each<[string, unknown, string, string]>([
    ['no JSON', '<html>', '#', 'not JSON'],
    ['OpenAPI 3.0', changed((spec) => void (spec.openapi = '3.0.3')), '#/openapi', '3.1'],
    ['no version at all', {}, '#/openapi', 'undefined'],
    ['JSON, but null', 'null', '#/openapi', 'undefined'],
    ['no paths', changed((spec) => void delete (spec as Partial<SmallSpec>).paths), '#/paths', 'missing'],
    [
      'a missing operation of the table',
      changed((spec) => void delete spec.paths['/threads/runs']),
      '#/paths/~1threads~1runs/post',
      'operations.config.ts',
    ],
    [
      'a missing schema of the table',
      changed((spec) => void delete spec.components.schemas['AssistantStreamEvent']),
      '#/paths/~1threads~1runs/post',
      'AssistantStreamEvent',
    ],
    [
      'a missing error body',
      changed((spec) => void delete spec.components.schemas['ErrorResponse']),
      '#/components/schemas',
      'ErrorResponse',
    ],
    [
      'an unknown keyword',
      changed((spec) => void (spec.components.schemas['Answer']!['contains'] = {})),
      '#/components/schemas/Answer/contains',
      'keywords.ts',
    ],
    [
      'a missing operation of the lock',
      changed((spec) => void delete spec.paths['/chat/completions']),
      '#/paths/~1chat~1completions/post',
      'operations.config.ts',
    ],
    [
      'a body that stands elsewhere',
      changed((spec) => void (spec.paths['/chat/completions']!['post']!['requestBody'] = { $ref: '#/components/requestBodies/X' })),
      '#/paths/~1chat~1completions/post/requestBody',
      'collect.ts',
    ],
    [
      'an answer that stands elsewhere',
      changed((spec) => void (spec.paths['/chat/completions']!['post']!['responses'] = { 200: { $ref: '#/components/responses/X' } })),
      '#/paths/~1chat~1completions/post/responses/200',
      'collect.ts',
    ],
    [
      'a path that stands elsewhere',
      changed((spec) => void (spec.paths['/chat/completions'] = { $ref: '#/components/pathItems/X' } as never)),
      '#/paths/~1chat~1completions',
      'collect.ts',
    ],
    [
      'an operation that is null',
      changed((spec) => void (spec.paths['/chat/completions']!['post'] = null as never)),
      '#/paths/~1chat~1completions/post',
      'null',
    ],
    [
      'a body of no schema that there is',
      changed((spec) => void delete spec.components.schemas['Question']),
      '#/paths/~1chat~1completions/post/requestBody/content/application~1json/schema/$ref',
      'Question',
    ],
    [
      'a body that is no schema, but is called like one',
      changed(
        (spec) =>
          void (spec.paths['/chat/completions']!['post']!['requestBody'] = {
            content: { 'application/json': { schema: { $ref: '#/components/responses/Answer' } } },
          }),
      ),
      '#/paths/~1chat~1completions/post/requestBody/content/application~1json/schema/$ref',
      'components/responses',
    ],
    [
      'a name that is a word of TypeScript',
      changed((spec) => {
        spec.components.schemas['class'] = { type: 'object' }
        spec.components.schemas['Answer'] = { $ref: '#/components/schemas/class' }
      }),
      '#/components/schemas/class',
      'no name in TypeScript',
    ],
    ['a reference to nothing', changed((spec) => void delete spec.components.schemas['Start']), '#/components/schemas/Chunk', 'Start'],
    [
      'a reference to elsewhere',
      changed((spec) => void (spec.components.schemas['Answer'] = { $ref: 'other.json#/Answer' })),
      '#/components/schemas/Answer/$ref',
      'other.json',
    ],
    [
      'two names that become one',
      changed((spec) => {
        spec.components.schemas['Odd1'] = { type: 'object' }
        spec.components.schemas['Question']!.properties!['other'] = { $ref: '#/components/schemas/Odd1' }
      }),
      '#/components/schemas/Odd-1',
      'taken',
    ],
    [
      'prose where only values should be',
      changed((spec) => void (spec.components.schemas['Start']!.properties!['type'] = { enum: ['to start'] })),
      '#/$defs/Start/properties/type/const',
      'white space',
    ],
  ])('%s is refused, with the place and what to do', async (_, spec, pointer, message) => {
    await expect(update({ spec: saved(spec), ...about }, undefined)).rejects.toMatchObject({
      pointer,
      message: expect.stringContaining(message) as string,
    })
  })

  test.each<[string, unknown, string]>([
    ['a property that is null', { properties: { a: null } }, '/properties/a'],
    ['a property that nothing fits', { properties: { a: false } }, '/properties/a'],
    ['items of several kinds', { items: [{ type: 'string' }] }, '/items'],
    ['alternatives that are no list', { anyOf: {} }, '/anyOf'],
    ['no alternatives', { anyOf: [] }, '/anyOf'],
    ['no values', { enum: [] }, '/enum'],
    ['values that are objects', { enum: [{ a: 1 }] }, '/enum'],
    ['a type that is none', { type: 'strng' }, '/type'],
    ['a list of names that is a text', { type: 'object', required: 'a' }, '/required'],
    ['a pattern that is none', { type: 'string', pattern: '(' }, '/pattern'],
    ['a bound that is code', { type: 'string', maxLength: '1),process.exit(' }, '/maxLength'],
    ['a bound below nothing', { type: 'string', minLength: -1 }, '/minLength'],
    ['a bound that is a text', { type: 'number', minimum: '1' }, '/minimum'],
  ])('%s is refused, as it would generate something else', async (_, schema, pointer) => {
    const spec = changed((each) => void (each.components.schemas['Answer'] = schema as never))
    await expect(update({ spec: saved(spec), ...about }, undefined)).rejects.toMatchObject({
      name: 'CodegenProblem',
      pointer: `#/components/schemas/Answer${pointer}`,
    })
  })

  test('another spec under the locked commit is refused', async () => {
    const { lock } = await update({ spec: saved(smallSpec()), ...about }, undefined)
    const other = saved(changed((spec) => void (spec.info.version = '9')))
    await expect(update({ spec: other, ...about }, { ...lock, lock: '' })).rejects.toThrow(/has the sha256 \w+, and the lock says/)
  })

  test('a spec of nobody knows which commit is refused', async () => {
    await expect(update({ spec: saved(smallSpec()) }, undefined)).rejects.toThrow('--commit SHA --date')
  })
})

const sources = fileURLToPath(new URL('.', import.meta.url))

function run(options: readonly string[], main = join(sources, 'main.ts')) {
  return spawnSync(process.execPath, [main, ...options], { encoding: 'utf8' })
}

test('where the spec cannot be used, the command says why and writes nothing', () => {
  const root = mkdtempSync(join(folder, 'root-'))
  const spec = saved(changed((each) => void (each.openapi = '3.0.3')))
  const { status, stderr } = run(['--update', '--spec', spec, '--commit', commit, '--date', '2026-01-02', '--root', root])
  expect(stderr).toMatch(/^#\/openapi: is "3.0.3", not 3.1/)
  expect(status).toBe(1)
  expect(readdirSync(root)).toEqual([])
})

test.each([
  ['an option that is none', ['--chek'], '--chek'],
  ['a spec without --update', ['--spec', 'x'], '--update is missing'],
  ['a commit without --update', ['--check', '--commit', commit], '--update is missing'],
  ['two verbs', ['--check', '--update'], '--check changes nothing'],
])('%s is refused in words', (_, options, message) => {
  const { status, stderr } = run(options)
  expect([status, stderr.includes(message), /^ +at /m.test(stderr)]).toEqual([1, true, false])
})

test('what was changed by hand is nothing to generate from', () => {
  const root = mkdtempSync(join(folder, 'hand-'))
  const said = ['--commit', commit, '--date', '2026-01-02', '--root', root]
  expect(run(['--update', '--spec', saved(smallSpec()), ...said]).status).toBe(0)
  const lock = join(root, places.lock)
  const before = readFileSync(lock, 'utf8')
  writeFileSync(lock, before.replace('2026-01-02', '2026-01-03'))
  const { status, stderr } = run(['--root', root])
  expect([status, stderr]).toEqual([1, expect.stringContaining(`${places.lock} does not fit its own digest`)])
  expect(readFileSync(lock, 'utf8')).toBe(before.replace('2026-01-02', '2026-01-03'))
})

test('a clone may have a space in its path', () => {
  const tool = join(folder, 'a clone', 'tools', 'codegen')
  cpSync(sources, join(tool, 'src'), { recursive: true })
  symlinkSync(join(sources, '..', 'node_modules'), join(tool, 'node_modules'))
  const said = ['--commit', commit, '--date', '2026-01-02']
  const { status, stderr } = run(['--update', '--spec', saved(smallSpec()), ...said], join(tool, 'src', 'main.ts'))
  expect([status, stderr]).toEqual([0, ''])
  expect(readdirSync(join(folder, 'a clone')).sort()).toEqual(['packages', 'tools'])
})
