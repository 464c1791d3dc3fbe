import { defineProject } from 'vitest/config'

export default defineProject({
  // A test collects garbage on purpose.
  test: { execArgv: ['--expose-gc'] },
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
})
