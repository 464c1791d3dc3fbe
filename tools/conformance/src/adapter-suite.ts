import { describe } from 'vitest'

import { answers } from './adapter/answers.ts'
import { breaking } from './adapter/breaking.ts'
import type { AdapterUnderTest } from './adapter/driver.ts'
import { encodings } from './adapter/encodings.ts'
import { leaving } from './adapter/leaving.ts'
import { leftovers } from './adapter/leftovers.ts'
import { misses } from './adapter/misses.ts'
import { patching } from './adapter/patching.ts'
import { processEnds } from './adapter/process.ts'
import { requests } from './adapter/requests.ts'
import { createRig } from './adapter/rig.ts'
import { scopes } from './adapter/scopes.ts'
import { secrets } from './adapter/secrets.ts'
import { side } from './adapter/side.ts'
import { streams } from './adapter/streams.ts'
import { traffic } from './adapter/traffic.ts'

const groups = {
  'requests go out as they are, and are found again': requests,
  'a response is the same bare, recorded and replayed': answers,
  'what comes encoded': encodings,
  streams,
  'a client that goes away': leaving,
  'an upstream that breaks or stalls': breaking,
  'side by side': side,
  'a miss': misses,
  'which traffic is taped': traffic,
  'nothing is left behind': leftovers,
} as const

const groupsOfPatches = { scopes, patches: patching } as const

/**
 * What every adapter promises, as tests, through each of its drivers.
 *
 * @example
 * ```ts
 * import { adapterSuite } from '@respool/conformance'
 * import { adapter } from './__fixtures__/drivers.ts'
 *
 * adapterSuite(adapter)
 * ```
 */
export function adapterSuite(adapter: AdapterUnderTest): void {
  for (const gap of new Set(adapter.drivers.flatMap(({ gaps = [] }) => gaps))) {
    const clients = adapter.drivers.filter(({ gaps }) => gaps?.includes(gap)).map(({ name }) => name)
    const which = clients.length === adapter.drivers.length ? 'every client' : clients.join('; ')
    console.log(`skipped, ${adapter.name}, ${which}: ${gap.name}. ${gap.why}`)
  }
  describe(`${adapter.name}: all clients at once`, () => processEnds(adapter))
  describe.each(adapter.drivers.map((driver) => [driver.name, driver] as const))(`${adapter.name}: %s`, (_, driver) => {
    const rig = createRig(adapter, driver)
    // Where secrets are looked for is the recorder's business: one client for each way into the adapter is enough of what takes its time.
    const first = adapter.drivers.find(({ patch }) => patch === driver.patch) === driver
    const all = { ...groups, ...(driver.patch && groupsOfPatches), ...(first && { secrets }) }
    describe.each(Object.entries(all))('%s', (__, register) => register(rig))
  })
}
