import { defineProject } from 'vitest/config'

export default defineProject({
  test: { setupFiles: ['./vitest.setup.ts'] },
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
})
