import { fileURLToPath } from 'node:url'
import { defineProject } from 'vitest/config'

const setup = fileURLToPath(new URL('../testkit/vitest.setup.ts', import.meta.url))

export default defineProject({
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
  // What is measured is what stays, not what has not been collected yet.
  test: { execArgv: ['--expose-gc'], setupFiles: [setup] },
})
