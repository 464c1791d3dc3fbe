import { fileURLToPath } from 'node:url'
import { obtain } from '../obtain.ts'
import { start } from '../process.ts'
import type { Runtime } from '../runtime.ts'
import { smokeWith } from '../smoke-with.ts'
import { versions } from '../versions.ts'

const entry = fileURLToPath(new URL('../smoke/on-server.ts', import.meta.url))
const libc = process.platform === 'linux' ? '-glibc' : ''

export const deno: Runtime = {
  name: 'Deno',
  gaps: { '`patchUndici`': 'the fetch of Deno is not undici; `patchFetch` tapes it' },
  async prove() {
    const version = versions.deno
    const npm = `@deno/${process.platform}-${process.arch}${libc}`
    const program = await obtain({ npm, version, path: process.platform === 'win32' ? 'deno.exe' : 'deno' })
    if (typeof program !== 'string') return program
    const args = ['run', '--allow-all', '--node-modules-dir=manual', '--no-lock', entry]
    return {
      version,
      findings: await smokeWith((url) => start(program, [...args, url], { env: { ...process.env, DENO_NO_UPDATE_CHECK: '1' } })),
    }
  },
}
