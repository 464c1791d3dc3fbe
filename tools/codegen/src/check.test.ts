import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, test } from 'vitest'
import { checkOutputs } from './check.ts'
import { readCommitted } from './committed.ts'
import { outputs, places } from './outputs.ts'
import { CodegenProblem } from './problem.ts'
import { parseSpec, sha256 } from './read-spec.ts'
import { makeSnapshot, snapshotText } from './snapshot.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const copy = mkdtempSync(join(tmpdir(), 'codegen-check-'))
afterAll(() => rmSync(copy, { recursive: true }))

async function checkCopy(): Promise<string[]> {
  return checkOutputs(copy, readCommitted(copy)!)
}

function restore(): void {
  for (const place of Object.values(places)) cpSync(join(root, place), join(copy, place))
}

test('what is committed is what the codegen makes, to the byte', async () => {
  const { snapshot, lock } = readCommitted(root)!
  for (const [place, text] of await outputs(snapshot, lock)) expect(readFileSync(join(root, place), 'utf8') === text, place).toBe(true)
  restore()
  expect(await checkCopy()).toEqual([])
})

test.each(Object.entries(places))('one byte of %s makes the check fail', async (_, place) => {
  restore()
  const file = join(copy, place)
  const bytes = readFileSync(file)
  // In the middle of a name or a digest, so that what is JSON stays JSON.
  const at = bytes.findIndex((byte, index) => index > bytes.length / 2 && isLetter(byte) && isLetter(bytes[index + 1]!))
  bytes[at] = bytes[at] === 0x61 ? 0x62 : 0x61
  writeFileSync(file, bytes)
  const problems = await checkCopy().catch((error: unknown) => [String(error)])
  expect(problems.length).toBeGreaterThan(0)
})

test.each([
  ['repository', 'x'],
  ['commit', 'b'.repeat(40)],
  ['date', '2026-01-01'],
  ['generator', 'x'],
  ['lock', 'x'],
])('so does another %s in the lock', async (key, value) => {
  restore()
  const file = join(copy, places.lock)
  writeFileSync(file, `${JSON.stringify({ ...(JSON.parse(readFileSync(file, 'utf8')) as object), [key]: value }, null, 2)}\n`)
  expect(await checkCopy()).not.toEqual([])
})

test.each<[string, string, (text: string) => string]>([
  ['a snapshot without its definitions', places.snapshot, (text) => text.replace('"$defs"', '"$dfes"')],
  ['a snapshot that is null', places.snapshot, () => 'null'],
  ['a lock that is null', places.lock, () => 'null'],
  ['a lock without its digest of the snapshot', places.lock, (text) => text.replace('"snapshot"', '"snapshto"')],
  [
    'an operation that refers to nothing',
    places.snapshot,
    (text) => text.replace('"request":"CreateResponse"', '"request":"CreateResponze"'),
  ],
])('%s is told of in words', async (_, place, change) => {
  restore()
  const file = join(copy, place)
  writeFileSync(file, change(readFileSync(file, 'utf8')))
  const problems = await Promise.resolve()
    .then(checkCopy)
    .catch((error: unknown) => (error instanceof CodegenProblem ? [error.message] : Promise.reject(error)))
  expect(problems).toEqual([expect.stringContaining(place)])
})

test('a missing file is named', async () => {
  restore()
  rmSync(join(copy, places.zod))
  expect(await checkCopy()).toEqual([`${places.zod} is missing.`])
})

test('so does prose in the snapshot', async () => {
  restore()
  const file = join(copy, places.snapshot)
  writeFileSync(file, readFileSync(file, 'utf8').replace('"const":"auto"', '"const":"to be or not"'))
  await expect(checkCopy()).rejects.toThrow('holds white space: "to be or not"')
})

function isLetter(byte: number): boolean {
  return byte >= 0x61 && byte <= 0x7a
}

const spec = new URL('../../../../shared/openai-spec/openapi-f85dbe2.json', import.meta.url)
const absent = !existsSync(spec)
if (absent) console.log('skipped: the spec itself (../shared/openai-spec) is not beside this clone')

test.skipIf(absent)('the snapshot is what the locked commit makes', () => {
  const bytes = readFileSync(spec)
  const { lock } = readCommitted(root)!
  expect(sha256(bytes)).toBe(lock.spec.sha256)
  expect(sha256(snapshotText(makeSnapshot(parseSpec(bytes))))).toBe(lock.snapshot.sha256)
})
