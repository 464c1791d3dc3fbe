import type { AdapterUnderTest } from '@respool/conformance/driver'

import { adapter as fetch } from '../../../packages/fetch/src/__fixtures__/drivers.ts'
import { adapter as nodeHttp } from '../../../packages/node-http/src/__fixtures__/drivers.ts'
import { adapter as undici } from '../../../packages/undici/src/__fixtures__/drivers.ts'

/** All that there are, with the clients through which each is tested. */
export const adapters: readonly AdapterUnderTest[] = [fetch, undici, nodeHttp]
