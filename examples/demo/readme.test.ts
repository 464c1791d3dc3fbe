import { execFile } from 'node:child_process'
import { readFile, symlink } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startServer, tempFolder } from '@respool/testkit'
import { expect, test } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

test.each([
  ['the README', '../../README.md'],
  ['the README of @respool/fetch', '../../packages/fetch/README.md'],
])(
  'the example in %s records, and then replays with the server gone, even where CI is set',
  async (_, file) => {
    const [, code] = /```js\n([\s\S]*?)```/.exec(await readFile(at(file), 'utf8'))!
    await using server = await startServer()
    await using folder = await tempFolder()
    await symlink(at('./node_modules'), folder.file('node_modules'), 'junction')
    const run = async (env: { [name: string]: string }) => {
      const { PATH = '' } = process.env
      const options = { cwd: folder.path, env: { PATH, OPENAI_BASE_URL: `${server.url}/v1`, ...env } }
      return (
        await promisify(execFile)(process.execPath, ['--conditions=@respool/source', '--input-type=module', '--eval', code!], options)
      ).stdout
    }
    expect(await run({})).toBe('Olá! You said: Say hi in Portuguese')
    await server.stop()
    expect(await run({ CI: 'true' })).toBe('Olá! You said: Say hi in Portuguese')
    expect(server.count).toBe(1)
  },
  30_000,
)
