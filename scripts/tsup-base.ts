import type { Options } from 'tsup'

/** What every published package is built with. */
export const base: Options = {
  format: ['esm'],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  platform: 'neutral',
  // Shared chunks: one RespoolError and one recorder, whichever entry is imported.
  splitting: true,
  treeshake: false,
  // Deno and the edge runtimes know Node's modules only by their full name.
  removeNodeProtocol: false,
}
