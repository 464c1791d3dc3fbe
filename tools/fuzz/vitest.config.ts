import { defineProject } from 'vitest/config'

export default defineProject({
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
  // What is measured is what stays, not what has not been collected yet.
  test: { execArgv: ['--expose-gc'], setupFiles: ['./vitest.setup.ts'] },
})
