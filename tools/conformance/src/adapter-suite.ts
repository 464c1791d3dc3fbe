import { describe } from 'vitest'

import { answers } from './adapter/answers.ts'
import { breaking } from './adapter/breaking.ts'
import type { AdapterUnderTest } from './adapter/driver.ts'
import { encodings } from './adapter/encodings.ts'
import { leaving } from './adapter/leaving.ts'
import { leftovers } from './adapter/leftovers.ts'
import { misses } from './adapter/misses.ts'
import { patching } from './adapter/patching.ts'
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
  secrets,
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
    const drivers = adapter.drivers.filter(({ gaps }) => gaps?.includes(gap)).map(({ name }) => name)
    console.log(`skipped: what ${drivers.join(', ')} of ${adapter.name} cannot do. ${gap.name}: ${gap.why}`)
  }
  describe.each(adapter.drivers.map((driver) => [driver.name, driver] as const))(`${adapter.name}: %s`, (_, driver) => {
    const rig = createRig(adapter, driver)
    const all = { ...groups, ...(driver.patch && groupsOfPatches) }
    describe.each(Object.entries(all))('%s', (__, register) => register(rig))
  })
}
