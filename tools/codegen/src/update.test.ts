import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
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

  test('another spec under the locked commit is refused', async () => {
    const { lock } = await update({ spec: saved(smallSpec()), ...about }, undefined)
    const other = saved(changed((spec) => void (spec.info.version = '9')))
    await expect(update({ spec: other, ...about }, { ...lock, lock: '' })).rejects.toThrow(/has the sha256 \w+, and the lock says/)
  })

  test('a spec of nobody knows which commit is refused', async () => {
    await expect(update({ spec: saved(smallSpec()) }, undefined)).rejects.toThrow('--commit SHA --date')
  })
})

test('where the spec cannot be used, the command says why and writes nothing', () => {
  const root = mkdtempSync(join(folder, 'root-'))
  const spec = saved(changed((each) => void (each.openapi = '3.0.3')))
  const main = fileURLToPath(new URL('main.ts', import.meta.url))
  const { status, stderr } = spawnSync(
    process.execPath,
    [main, '--update', '--spec', spec, '--commit', commit, '--date', '2026-01-02', '--root', root],
    { encoding: 'utf8' },
  )
  expect(stderr).toMatch(/^#\/openapi: is "3.0.3", not 3.1/)
  expect(status).toBe(1)
  expect(readdirSync(root)).toEqual([])
})
