import { defineProject } from 'vitest/config'

export default defineProject({
  // The other tests here are those of the runner that is shown.
  test: { include: ['recipe.test.ts'] },
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
})
