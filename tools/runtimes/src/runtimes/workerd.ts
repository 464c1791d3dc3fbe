import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { bundle } from '../bundle.ts'
import { obtain } from '../obtain.ts'
import { freePort } from '../free-port.ts'
import { start } from '../process.ts'
import type { Runtime } from '../runtime.ts'
import { smokeWith } from '../smoke-with.ts'
import { versions } from '../versions.ts'

const os = process.platform === 'win32' ? 'windows' : process.platform
const arch = process.arch === 'x64' ? '64' : process.arch

export const workerd: Runtime = {
  name: 'workerd (Cloudflare Workers)',
  async prove() {
    const version = versions.workerd
    const path = process.platform === 'win32' ? 'bin/workerd.exe' : 'bin/workerd'
    const program = await obtain({ npm: `@cloudflare/workerd-${os}-${arch}`, version, path })
    if (typeof program !== 'string') return program
    const folder = await mkdtemp(join(tmpdir(), 'respool-workerd-'))
    try {
      const port = await freePort()
      await writeFile(join(folder, 'worker.js'), await bundle('./smoke/in-worker.ts', ['workerd', 'worker', 'browser']))
      await writeFile(join(folder, 'config.capnp'), config(port))
      const findings = await smokeWith((url) => {
        const running = start(program, ['serve', join(folder, 'config.capnp')])
        const gone = new AbortController()
        running.finished.catch(() => {}).finally(() => gone.abort())
        void knock(`http://127.0.0.1:${port}/?url=${encodeURIComponent(url)}`, gone.signal)
        return running
      })
      return { version, findings }
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  },
}

// https://github.com/cloudflare/workerd/blob/main/src/workerd/server/workerd.capnp
const config = (port: number) => `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "internet", network = (allow = ["public", "private"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")],
);
const main :Workerd.Worker = (
  modules = [(name = "worker.js", esModule = embed "worker.js")],
  compatibilityDate = "2026-11-01",
);
`

/** A Worker does nothing until it is asked; and it takes a moment before it can be. */
async function knock(url: string, gone: AbortSignal): Promise<void> {
  while (!gone.aborted) {
    const answer = await fetch(url, { signal: gone }).catch(() => undefined)
    if (answer) return
    await sleep(50)
  }
}
