import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { startServer } from '@respool/testkit'
import { expect, test } from 'vitest'

import type { AdapterUnderTest } from './driver.ts'

const script = fileURLToPath(new URL('./leave.ts', import.meta.url))

/** What only a process of its own shows; all clients share one. */
export function processEnds(adapter: AdapterUnderTest): void {
  test('nothing keeps a process alive after close: neither a stalled response, read or not, nor a slow replay', async () => {
    await using server = await startServer()
    const streams = adapter.drivers.flatMap((_, index) => ['unread', 'half-read'].map((name) => server.nextStream(`/${name}/${index}`)))
    for (const stream of streams) void stream.chunk('data: 1\n\n')
    const names = adapter.drivers.map(({ name }) => name)
    const { stdout } = await promisify(execFile)(
      process.execPath,
      ['--conditions=@respool/source', '--unhandled-rejections=strict', script, adapter.module, server.url, ...names],
      { timeout: 25_000 },
    )
    const want = { statuses: [200, 200], recorded: 2, replayed: 1, late: 400 }
    expect(JSON.parse(stdout)).toEqual(names.map((driver) => ({ driver, ...want })))
    // Nor does it hold a connection: each was let go of.
    for (const { closed } of streams) expect(await closed).toBe('client')
  }, 30_000)
}
