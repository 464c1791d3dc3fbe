import { defineConfig } from 'tsup'

export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  platform: 'neutral',
  // Resolved where the package is used: with files on Node, Bun and Deno, without them elsewhere.
  external: ['#core'],
  treeshake: false,
})
