import { build, type Plugin } from 'esbuild'
import { readdirSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import type { Figure } from './table.ts'

const parts = {
  'the chat chunk alone': "export { CreateChatCompletionStreamResponseSchema } from '@respool/openai/zod'",
  'the events of responses alone': "export { ResponseStreamEventSchema } from '@respool/openai/zod'",
  'all bodies': "export * from '@respool/openai/zod'",
  'zod/mini itself, one string': "import * as z from 'zod/mini'\nexport const text = z.string()",
  readExchange: "export { readExchange } from '@respool/openai'",
  checkInteraction: "export { checkInteraction } from '@respool/openai'",
  'the types': "export type { ChunkOf } from '@respool/openai'",
}

/** What a user's bundle pays. The same schemas over zod itself, in place of zod/mini, for comparison. */
export async function openaiSize(): Promise<Figure> {
  const folder = dirname(fileURLToPath(import.meta.resolve('@respool/openai')))
  const types = readdirSync(folder).filter((name) => name.endsWith('.d.ts'))
  const lines = [`declarations: ${types.map((name) => `${name} ${kilobytes(statSync(join(folder, name)).size)}`).join(', ')}`]
  for (const [name, code] of Object.entries(parts)) {
    const mini = await bundle(code, [])
    const classic = code.includes('zod') ? await bundle(code, [classicZod]) : undefined
    lines.push(`${name}: ${sizes(mini)}${classic ? `; over zod ${sizes(classic)}` : ''}`)
  }
  return { title: 'Bundled by esbuild, minified', lines }
}

const classicZod: Plugin = {
  name: 'classic-zod',
  setup(bundler) {
    bundler.onResolve({ filter: /^zod\/mini$/ }, ({ resolveDir }) => bundler.resolve('zod', { resolveDir, kind: 'import-statement' }))
  },
}

async function bundle(contents: string, plugins: Plugin[]): Promise<Uint8Array> {
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
  return outputFiles[0]!.contents
}

function sizes(code: Uint8Array): string {
  return `${kilobytes(code.byteLength)}, ${kilobytes(gzipSync(code).byteLength)} gzipped`
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`
}
