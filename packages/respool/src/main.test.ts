import { execFile, spawn } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { stringifyCassette } from '@respool/core'
import { cassetteOf, interactionOf, tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { folderOf, leaky } from './__fixtures__/cassettes.ts'

const main = fileURLToPath(new URL('main.ts', import.meta.url))
// Sources of packages, which Node strips of their types.
const node = ['--conditions=@respool/source', '--no-warnings', main]
const run = promisify(execFile)

async function cassettes(count: number) {
  const folder = await tempFolder()
  await writeFile(folder.file('hi.yaml'), stringifyCassette(cassetteOf(...Array.from({ length: count }, (_, id) => interactionOf({ id })))))
  return folder
}

// Node 20 runs no TypeScript; there the built command line is tried by the smoke tests.
describe.skipIf(!process.features.typescript)('a process', { timeout: 60_000 }, () => {
  test.each([
    ['a pipe gets none', {}, false],
    ['FORCE_COLOR asks for them', { FORCE_COLOR: '1' }, true],
    ['NO_COLOR forbids them', { NO_COLOR: '1' }, false],
  ])('colours: %s', async (_, variables, want) => {
    await using folder = await cassettes(1)
    const { FORCE_COLOR: _1, NO_COLOR: _2, ...env } = process.env
    const { stdout } = await run(process.execPath, [...node, 'show', 'hi.yaml'], { cwd: folder.path, env: { ...env, ...variables } })
    expect(stdout.includes('\u001b[')).toBe(want)
    expect(stdout).toContain('Say hi in Portuguese')
  })

  test('an exit code of 2, and why on standard error', async () => {
    const failure = await run(process.execPath, [...node, 'show', 'no/such.yaml']).catch((error: unknown) => error)
    expect(failure).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining('There is nothing to read at no/such.yaml') as string,
    })
  })

  test('whoever reads may have seen enough', async () => {
    await using folder = await cassettes(3000)
    const child = spawn(process.execPath, [...node, 'show', 'hi.yaml'], { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'] })
    let err = ''
    child.stderr.on('data', (text) => (err += String(text)))
    await once(child.stdout, 'data')
    child.stdout.destroy()
    const [code] = (await once(child, 'close')) as [number]
    expect({ code, err }).toEqual({ code: 0, err: '' })
  })

  test('and what was to be done is done all the same', async () => {
    await using folder = await folderOf(Object.fromEntries(Array.from({ length: 100 }, (_, index) => [`${index}.yaml`, [leaky()]])))
    const child = spawn(process.execPath, [...node, 'redact'], { cwd: folder.path, stdio: ['ignore', 'pipe', 'ignore'] })
    await once(child.stdout, 'data')
    child.stdout.destroy()
    expect(await once(child, 'close')).toEqual([0, null])
    expect((await call(['scan'], { cwd: folder.path })).code).toBe(0)
  })
})

test('help loads no command', async () => {
  const script = `await import(${JSON.stringify(main)}); const { createRequire } = await import('node:module'); void createRequire`
  const { stdout } = await run(process.execPath, [
    '--conditions=@respool/source',
    '--no-warnings',
    '--input-type=module',
    '--import',
    register(),
    '-e',
    script,
    '--',
    '--help',
  ])
  expect(stdout).toContain('COMMANDS')
  expect(stdout).not.toMatch(/loaded .*(?:js-yaml|@respool\/core|packages\/core|packages\/openai|run\.ts)/)
})

/** A hook that prints every module that is loaded. */
function register(): string {
  const hook = `import { registerHooks } from 'node:module'; registerHooks({ load: (url, context, next) => { process.stdout.write('loaded ' + url + '\\n'); return next(url, context) } })`
  return `data:text/javascript,${encodeURIComponent(hook)}`
}
