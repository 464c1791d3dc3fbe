import { respoolReporter } from '@respool/vitest/reporter'

export default {
  test: { include: ['hi.test.js'], reporters: ['default', respoolReporter()] },
  // In this repository, respool's sources in place of what is built of them.
  ssr: { resolve: { conditions: ['@respool/source', 'module', 'node', 'development|production'] } },
}
