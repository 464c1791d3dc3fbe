import { build } from 'esbuild'
import { gzipSync } from 'node:zlib'

/** What importing this loads, minified and gzipped: the dependencies with it, without what is only imported when it is needed. */
export async function loadedBytes(code: string, folder: string, external: readonly string[]): Promise<number> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder, sourcefile: 'entry.js' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // So that what is imported when it is needed comes in files of its own.
    splitting: true,
    outdir: folder,
    absWorkingDir: folder,
    external: [...external],
    write: false,
    metafile: true,
    logLevel: 'error',
  })
  const entry = Object.keys(metafile.outputs).find((path) => metafile.outputs[path]!.entryPoint !== undefined)!
  const needed = new Set([entry])
  for (const path of needed) {
    const { imports } = metafile.outputs[path]!
    for (const { path: next, kind, external: outside } of imports) if (kind === 'import-statement' && outside !== true) needed.add(next)
  }
  const files = outputFiles.filter(({ path }) => [...needed].some((name) => path.endsWith(name)))
  return files.reduce((total, { contents }) => total + gzipSync(contents, { level: 9 }).length, 0)
}
