import { defineProject } from 'vitest/config'

export default defineProject({
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
})
