import { fileURLToPath } from 'node:url'
import { defineProject } from 'vitest/config'

const tool = (name: string) => fileURLToPath(new URL(`../../tools/${name}/src/index.ts`, import.meta.url))

export default defineProject({
  test: { setupFiles: ['./vitest.setup.ts'] },
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
  // Not devDependencies: they are built on core, and packages may not depend on each other in a circle.
  resolve: { alias: { '@respool/conformance': tool('conformance'), '@respool/testkit': tool('testkit') } },
})
