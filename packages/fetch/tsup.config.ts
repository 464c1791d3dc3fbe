import { defineConfig } from 'tsup'
import { base } from '../../scripts/tsup-base.ts'

// #core is resolved where the package is used: with files on Node, Bun and Deno, without them elsewhere.
export default defineConfig({ ...base, entry: ['src/index.ts'], external: ['#core'] })
