import { defineConfig } from 'tsup'
import { base } from '../../scripts/tsup-base.ts'

export default defineConfig({
  ...base,
  // Recorders and patches are disposable, a word that TypeScript's es2022 does not know unless @types/node does.
  dts: { banner: '/// <reference lib="esnext.disposable" />' },
  entry: ['src/index.ts', 'src/node.ts'],
  external: [/^node:/],
})
