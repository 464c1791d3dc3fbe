// Records the cassettes of all recipes anew: node --conditions=@respool/source tools/recipes/src/record.ts
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { startServer } from '@respool/testkit'
import { recipes, runRecipe, type RecipeName } from './run.ts'

const pretend = fileURLToPath(new URL('./pretend.js', import.meta.url))
await using server = await startServer()

for (const name of Object.keys(recipes) as RecipeName[]) {
  await rm(new URL(`../../../examples/${name}/__cassettes__`, import.meta.url), { recursive: true, force: true })
  const env = { PRETEND_OPENAI: server.url, NODE_OPTIONS: `--import=${pretend}`, BUN_OPTIONS: `--preload=${pretend}` }
  const { code, output } = await runRecipe(name, env)
  console.log(name, code === 0 ? 'recorded' : output)
  if (code !== 0) process.exitCode = 1
}
