import { adapterSuite } from '@respool/conformance'
import { adapter } from './__fixtures__/drivers.ts'

adapterSuite(adapter)
