import { defineConfig } from 'tsup'
import { base } from '../../scripts/tsup-base.ts'

// No types: a command line is imported by nobody.
export default defineConfig({ ...base, entry: ['src/main.ts'], platform: 'node', dts: false })
