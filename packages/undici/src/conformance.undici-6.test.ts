import { adapterSuite } from '@respool/conformance'
import { driversOf } from './__fixtures__/drivers.ts'

adapterSuite(driversOf('undici 6'))
