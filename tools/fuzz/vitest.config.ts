import { fileURLToPath } from 'node:url'
import { defineProject } from 'vitest/config'

const setup = fileURLToPath(new URL('../testkit/vitest.setup.ts', import.meta.url))

export default defineProject({
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
  test: { setupFiles: [setup] },
})
