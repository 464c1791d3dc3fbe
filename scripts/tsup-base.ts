/** What tsup builds every published package with. */
export const base = {
  format: ['esm' as const],
  dts: true,
  sourcemap: true,
  clean: true,
  target: 'es2022',
  platform: 'neutral' as const,
  // Shared chunks: one RespoolError and one recorder, whichever entry is imported.
  splitting: true,
  treeshake: false,
  // Deno and the edge runtimes know Node's modules only by their full name.
  removeNodeProtocol: false,
}
