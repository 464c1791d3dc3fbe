import { fileURLToPath } from 'node:url'
import { obtain } from '../obtain.ts'
import { start } from '../process.ts'
import type { Runtime } from '../runtime.ts'
import { smokeWith } from '../smoke-with.ts'
import { versions } from '../versions.ts'

const entry = fileURLToPath(new URL('../smoke/on-server.ts', import.meta.url))
const os = process.platform === 'win32' ? 'windows' : process.platform
const arch = process.arch === 'arm64' ? 'aarch64' : process.arch

export const bun: Runtime = {
  name: 'Bun',
  gaps: {
    '`patchUndici`': 'the fetch of Bun is not undici; `patchFetch` tapes it',
    '`createInterceptor`': 'Bun has an undici of its own, without `compose`',
  },
  async prove() {
    const version = versions.bun
    const program = await obtain({
      npm: `@oven/bun-${os}-${arch}`,
      version,
      path: process.platform === 'win32' ? 'bin/bun.exe' : 'bin/bun',
    })
    if (typeof program !== 'string') return program
    return { version, findings: await smokeWith((url) => start(program, ['run', entry, url])) }
  },
}
