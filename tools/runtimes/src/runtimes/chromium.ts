import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bundle } from '../bundle.ts'
import { finish, start } from '../process.ts'
import type { Runtime } from '../runtime.ts'
import { smokeWith } from '../smoke-with.ts'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

/** As a page of a bundled application: the browser of this machine, which no npm package brings. */
export const chromium: Runtime = {
  name: 'Chromium, headless',
  async prove() {
    const found = await find()
    if (!found)
      return { absent: `there is none of ${names.join(', ')} on this machine, and CHROMIUM names none (Debian: apt-get install chromium)` }
    const profile = await mkdtemp(join(tmpdir(), 'respool-chromium-'))
    // Root may not use its sandbox, and the only page is ours.
    const args = ['--headless', '--no-sandbox', '--no-first-run', '--disable-gpu', '--disable-dev-shm-usage', '--remote-debugging-port=0']
    try {
      const page = await bundle('./smoke/in-page.ts', ['browser'])
      const findings = await smokeWith((url) => start(found.program, [...args, `--user-data-dir=${profile}`, url]), page)
      return { version: found.version, findings }
    } finally {
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    }
  },
}

async function find(): Promise<{ readonly program: string; readonly version: string } | undefined> {
  const { CHROMIUM } = process.env
  for (const program of CHROMIUM ? [CHROMIUM] : names) {
    const { code, stdout } = await finish(program, ['--version']).catch(() => ({ code: 1, stdout: '' }))
    const [version] = /\d+(?:\.\d+)+/.exec(stdout) ?? []
    if (code === 0 && version !== undefined) return { program, version }
  }
  return undefined
}
