import { defineProject } from 'vitest/config'

export default defineProject({
  // Starts the example, which has a configuration of its own.
  test: { include: ['recipe.test.ts'] },
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
})
