import { writeFile } from 'node:fs/promises'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { tempFolder } from './files.ts'
import { runExample } from './run-example.ts'
import { startServer } from './server.ts'

test.each([
  ['fetch', 'await fetch(url)'],
  ['node:http', "await new Promise((resolve, reject) => http.get(url, resolve).on('error', reject))"],
])(
  'an example that needs the network fails, and says so: %s',
  async (_, ask) => {
    await using server = await startServer()
    await using folder = await tempFolder()
    const program = folder.file('program.mjs')
    const head = `import http from 'node:http'\nconst url = ${JSON.stringify(server.url)}\n`
    await writeFile(program, `${head}${ask}.catch((error) => { throw error.cause ?? error })\n`)
    await expect(runExample(pathToFileURL(program))).rejects.toThrow('was to work without a network')
    expect(server.connections).toBe(0)
  },
  30_000,
)

test('what an example prints', async () => {
  await using folder = await tempFolder()
  await writeFile(folder.file('program.mjs'), 'console.log(process.env.CI, process.env.OPENAI_API_KEY)')
  expect(await runExample(pathToFileURL(folder.file('program.mjs')))).toBe('true undefined\n')
}, 30_000)
