import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const folderOf = (name: string) => fileURLToPath(new URL(`../../../examples/${name}/`, import.meta.url))
const bun = fileURLToPath(new URL('../../../examples/bun-test/node_modules/@oven/bun-linux-x64/bin/bun', import.meta.url))
const node = [process.execPath, '--conditions=@respool/source']

/** What `npm start` does in each recipe, on respool's sources. */
export const recipes = {
  vitest: [...node, 'node_modules/vitest/vitest.mjs', 'run', '--config=example.config.js', '--configLoader=native'],
  jest: [process.execPath, '--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--config', '__fixtures__/sources.config.js'],
  'node-test': [...node, '--test', 'hi.test.js'],
  mocha: [process.execPath, 'node_modules/mocha/bin/mocha.js', '--conditions=@respool/source', '--require', './taped.js', 'hi.test.js'],
  'bun-test': [bun, '--conditions=@respool/source', 'test', './hi.test.js'],
} as const

export type RecipeName = keyof typeof recipes

export interface RecipeRun {
  readonly code: number
  /** Both streams. */
  readonly output: string
}

/** Is there a Bun for this machine among the dependencies? */
export function hasBun(): boolean {
  return existsSync(bun)
}

/** Starts the runner of a recipe in its folder, with nothing in its environment but what is given. */
export function runRecipe(name: RecipeName, env: { readonly [name: string]: string } = {}): Promise<RecipeRun> {
  const [command, ...args] = recipes[name]
  const { PATH = '' } = process.env
  const options = { cwd: folderOf(name), env: { PATH, NO_COLOR: '1', ...env }, timeout: 120_000 }
  return new Promise((resolve, reject) => {
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error && typeof error.code !== 'number') reject(new Error(`${stdout}\n${stderr}`, { cause: error }))
      else resolve({ code: error ? Number(error.code) : 0, output: `${stdout}\n${stderr}` })
    })
  })
}
