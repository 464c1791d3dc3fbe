// Bundles the Worker as Wrangler does, and asks it. It needs nothing of Node's, so it runs as well on Workers.
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import type greeter from './worker.ts'

const { outputFiles } = await build({
  entryPoints: [fileURLToPath(new URL('worker.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'esm',
  conditions: ['workerd', 'worker', 'browser', '@respool/source'],
  loader: { '.yaml': 'text' },
})
const source = `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`
const { default: worker } = (await import(source)) as { default: typeof greeter }

const response = await worker.fetch()
console.log(response.status, response.headers.get('content-type'))
for (const [, text] of (await response.text()).matchAll(/"content":"([^"]+)"/g)) console.log(text)
