import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { filesBelow } from '@respool/testkit'
import { expect, test } from 'vitest'

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url))

test.each([[{}], [{ CI: 'true' }]])(
  'the demo, with %j: records every time, replays the same, in 80 columns without colour',
  async (env) => {
    const options = { env: { ...process.env, ...env, NO_COLOR: '1' } }
    const { stdout, stderr } = await promisify(execFile)(process.execPath, ['--conditions=@respool/source', at('./demo.ts')], options)
    expect(stderr).toBe('')
    expect(stdout).toMatch(/chunks +6 recorded, 6 replayed\n +bytes equal +yes \(1515\)\n +network +0 requests while replaying/)
    expect(stdout).toContain('Oi, tudo bem?')
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80)
    expect(stdout.replaceAll(/[\x20-\x7e\n]/g, '')).toMatch(/^[á]+$/)
  },
  30_000,
)

test('no key, cookie or organisation is in what the demo has written', async () => {
  const files = await filesBelow(at('./recorded'))
  expect(files.map(({ path }) => path)).toEqual(['hi.yaml'])
  expect(Buffer.from(files[0]!.bytes).toString('latin1')).not.toMatch(/sk-|Bearer|uthorization|ookie|rganization/)
})
