import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** What a user's bundler makes of an entry of the smoke: one module, of the packages' built files. */
export async function bundle(entry: string, conditions: readonly string[]): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2024',
    conditions: [...conditions, 'module'],
    logLevel: 'error',
  })
  return outputFiles[0]!.text
}

/** An entry as plain JavaScript, for Nodes that read no TypeScript: its path. The packages are not bundled, but found by that Node. */
export async function bundleForNode(entry: string): Promise<string> {
  const outfile = fileURLToPath(new URL('../.cache/on-server.mjs', import.meta.url))
  const entryPoints = [fileURLToPath(new URL(entry, import.meta.url))]
  await build({
    entryPoints,
    bundle: true,
    outfile,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    logLevel: 'error',
  })
  return outfile
}
