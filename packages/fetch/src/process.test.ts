import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { startServer } from '@respool/testkit'
import { expect, test } from 'vitest'

const script = fileURLToPath(new URL('./__fixtures__/leave-unread.ts', import.meta.url))

test('nothing keeps the process alive after close: neither a stalled response that was never read nor a slow replay', async () => {
  await using server = await startServer()
  const stream = server.nextStream('/stalled')
  void stream.chunk('data: 1\n\n')
  const { stdout } = await promisify(execFile)(process.execPath, ['--conditions=@respool/source', script, `${server.url}/stalled`], {
    timeout: 20_000,
  })
  expect(JSON.parse(stdout)).toEqual({ status: 200, recorded: 1 })
  // Nor does it hold the connection: the drain let go of it.
  expect(await stream.closed).toBe('client')
}, 30_000)
