import { build, type Plugin } from 'esbuild'
import { gzipSync } from 'node:zlib'
import type { Contestant, Kind } from '../frame/group.ts'

const parts: readonly (readonly [name: string, kind: Kind, code: string])[] = [
  ['zod/mini itself, one string', 'floor', "import * as z from 'zod/mini'\nexport const text = z.string()"],
  ['the chat chunk alone', 'respool', "export { CreateChatCompletionStreamResponseSchema } from '@respool/openai/zod'"],
  ['the events of responses alone', 'respool', "export { ResponseStreamEventSchema } from '@respool/openai/zod'"],
  ['all bodies', 'respool', "export * from '@respool/openai/zod'"],
  ['readExchange', 'respool', "export { readExchange } from '@respool/openai'"],
  ['checkInteraction', 'respool', "export { checkInteraction } from '@respool/openai'"],
  ['the types', 'respool', "export type { ChunkOf } from '@respool/openai'"],
]

/** What a user's bundle pays. The same schemas over zod itself, in place of zod/mini, for comparison. */
export const sizes: readonly Contestant[] = [
  ...parts.map(([name, kind, code]) => bundled(name, kind, code, [])),
  ...parts
    .filter(([, kind, code]) => kind === 'respool' && code.includes('/zod'))
    .map(([name, kind, code]) => bundled(`${name}, over zod`, kind, code, [classicZod()])),
]

function classicZod(): Plugin {
  return {
    name: 'classic-zod',
    setup(bundler) {
      bundler.onResolve({ filter: /^zod\/mini$/ }, ({ resolveDir }) => bundler.resolve('zod', { resolveDir, kind: 'import-statement' }))
    },
  }
}

function bundled(name: string, kind: Kind, contents: string, plugins: Plugin[]): Contestant {
  const sample = async () => {
    const { outputFiles } = await build({
      stdin: { contents, resolveDir: import.meta.dirname, loader: 'ts' },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'neutral',
      write: false,
      plugins,
      logLevel: 'error',
    })
    const { contents: code } = outputFiles[0]!
    return { figures: { size: code.byteLength, gzip: gzipSync(code).byteLength } }
  }
  return { name, kind, start: async () => ({ sample }) }
}
