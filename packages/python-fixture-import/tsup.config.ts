import { defineConfig } from 'tsup'
import { base } from '../../scripts/tsup-base.ts'

export default defineConfig({ ...base, entry: ['src/index.ts'], external: [/^node:/] })
