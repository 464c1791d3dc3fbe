import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

import { describe, expect, test } from 'vitest'

import type { Outcome } from './ask-all.ts'
import { gaps, waysOut } from './ways-out.ts'

const script = fileURLToPath(new URL('./ask-all.ts', import.meta.url))

interface Report {
  readonly warmed: number
  readonly closed: readonly Outcome[]
  readonly quiet: readonly Outcome[]
  readonly unused: readonly Outcome[]
  readonly open: readonly Outcome[]
}

describe.each(Object.keys(waysOut) as (keyof typeof waysOut)[])('with %s in replay', async (patch) => {
  const run = promisify(execFile)(process.execPath, ['--conditions=@respool/source', script, patch], { timeout: 60_000 })
  const { warmed, closed, quiet, unused, open } = JSON.parse((await run).stdout) as Report

  test('there were connections that were open before', () => {
    expect(warmed).toBeGreaterThan(0)
  })

  test.each(closed)(
    '$name reaches nothing: no request, no connection, no socket; and is told why',
    ({ requests, connections, sockets, status, told }) => {
      expect({ requests, connections, sockets }).toEqual({ requests: 0, connections: 0, sockets: 0 })
      expect(status).toBe(400)
      expect(told).toContain('respool_miss')
    },
  )

  test.each(quiet)('$name reaches nothing, either', ({ requests, connections, sockets, status }) => {
    expect({ requests, connections, sockets, status }).toEqual({ requests: 0, connections: 0, sockets: 0 })
  })

  test.each(unused)('$name opens a connection, and sends nothing; and is told why', ({ requests, connections, status, told }) => {
    expect({ requests, connections, status }).toEqual({ requests: 0, connections: 1, status: 400 })
    expect(told).toContain('respool_miss')
  })

  // Should one of them be closed one day, its line in the README goes, too.
  test.each(open)('$name still gets out, as the README says', ({ requests }) => {
    expect(requests).toBe(1)
  })

  test('each way was asked', () => {
    expect(closed.length).toBeGreaterThan(0)
    expect(open.map(({ name }) => name)).toEqual(gaps.map(({ name }) => name))
  })
})
