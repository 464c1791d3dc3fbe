import { defineConfig } from 'vitest/config'

export default defineConfig({
  // Workspace packages resolve to their sources, so that tests need no build.
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
  test: {
    projects: ['packages/*', 'tools/*', 'examples/*', '!examples/README.md'],
  },
})
