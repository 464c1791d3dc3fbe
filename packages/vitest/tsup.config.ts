import { defineConfig } from 'tsup'
import { base } from '../../scripts/tsup-base.ts'

export default defineConfig({
  ...base,
  entry: ['src/index.ts', 'src/reporter.ts'],
  external: [/^node:/, /^vitest/, '@respool/core', '@respool/core/node'],
})
