import { execFile } from 'node:child_process'
import { mkdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { filesBelow, startServer, tempFolder, type TestServer } from '@respool/testkit'

const own = fileURLToPath(new URL('../../', import.meta.url))
const conditions = "['@respool/source', 'module', 'node', 'development|production']"

/** A project in a folder of its own, whose tests real vitest processes run. */
export interface Project extends AsyncDisposable {
  readonly path: string
  readonly server: TestServer
  write(files: { readonly [path: string]: string }): Promise<void>
  read(path: string): Promise<string>
  /** Starts vitest, with `CI` unset if it is not among the variables. */
  run(args?: readonly string[], env?: { readonly [name: string]: string }): Promise<Run>
  /** All that is below its folders of cassettes, also what a recording would leave behind. */
  cassettes(): Promise<string[]>
}

interface Run {
  readonly code: number
  /** What a person reads: both streams, without what differs from run to run. */
  readonly output: string
}

export interface ProjectOptions {
  /** What is in `test` of its configuration. */
  readonly config?: string
  /** The package that is installed as vitest. */
  readonly vitest?: 'vitest' | 'vitest-4'
}

export async function createProject({ config = '', vitest = 'vitest' }: ProjectOptions = {}): Promise<Project> {
  const folder = await tempFolder()
  const server = await startServer()
  const path = await realpath(folder.path)

  async function write(files: { readonly [path: string]: string }): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), text)
    }
  }

  const links: [string, string][] = [
    ['vitest', await realpath(join(own, 'node_modules', vitest))],
    ['openai', await realpath(join(own, 'node_modules/openai'))],
    ['@respool/vitest', own],
    ...['core', 'fetch', 'undici'].map((name): [string, string] => [`@respool/${name}`, join(own, '..', name)]),
  ]
  await mkdir(join(path, 'node_modules/@respool'), { recursive: true })
  for (const [name, target] of links) await symlink(target, join(path, 'node_modules', name), 'junction')
  await write({
    'package.json': '{ "type": "module" }',
    'vitest.config.js': `
      import { respoolReporter } from '@respool/vitest/reporter'
      export default {
        ssr: { resolve: { conditions: ${conditions} } },
        resolve: { alias: [{ find: /^vitest$/, replacement: ${JSON.stringify(join(links[0]![1], 'dist/index.js'))} }] },
        test: { testTimeout: 60_000, reporters: ['verbose', respoolReporter({ report: 'report.json' })], ${config} },
      }`,
    'greet.js': `
      import OpenAI from 'openai'
      export async function greet(fetch, prompt = 'Say hi', maxRetries = 0) {
        const openai = new OpenAI({ apiKey: 'replay', maxRetries, ...(fetch && { fetch }) })
        const answer = await openai.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: prompt }] })
        return answer.choices[0].message.content
      }`,
  })

  return {
    path,
    server,
    write,
    read: (name) => readFile(join(path, name), 'utf8'),
    run: (args = [], env = {}) =>
      new Promise((resolve, reject) => {
        const command = ['--conditions=@respool/source', 'node_modules/vitest/vitest.mjs', 'run', '--configLoader=native', ...args]
        const { PATH = '' } = process.env
        const all = { PATH, NO_COLOR: '1', OPENAI_BASE_URL: `${server.url}/v1`, ...env }
        execFile(process.execPath, command, { cwd: path, env: all, timeout: 120_000 }, (error, stdout, stderr) => {
          if (error && typeof error.code !== 'number') return reject(new Error(`${stdout}\n${stderr}`, { cause: error }))
          resolve({ code: error ? Number(error.code) : 0, output: `${stdout}\n${stderr}`.replaceAll(path, '.') })
        })
      }),
    async cassettes() {
      const files = await filesBelow(path)
      return files.map((file) => file.path).filter((name) => name.includes('__cassettes__') && !name.startsWith('node_modules'))
    },
    async [Symbol.asyncDispose]() {
      await server.stop()
      // vitest's own cache of what it has transformed is no writing of ours.
      await rm(join(path, 'node_modules'), { recursive: true, force: true })
      await folder[Symbol.asyncDispose]()
    },
  }
}
