import { fileURLToPath } from 'node:url'
import { defineProject } from 'vitest/config'

const tool = (path: string) => fileURLToPath(new URL(`../../tools/${path}`, import.meta.url))

export default defineProject({
  test: { setupFiles: [tool('testkit/vitest.setup.ts')] },
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
  // Not devDependencies: they are built on core, and packages may not depend on each other in a circle.
  resolve: { alias: { '@respool/conformance': tool('conformance/src/index.ts'), '@respool/testkit': tool('testkit/src/index.ts') } },
})
