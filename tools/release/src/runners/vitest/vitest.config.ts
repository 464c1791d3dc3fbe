import { respoolReporter } from '@respool/vitest/reporter'
import { defineConfig } from 'vitest/config'

export default defineConfig({ test: { include: ['*.vitest.ts'], reporters: ['default', respoolReporter()] } })
