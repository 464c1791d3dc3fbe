// A cassette for each test: __cassettes__/<test file>/<test>.yaml.
import { basename, dirname, join } from 'node:path'
import { openRecorder, patchUndici } from '@respool/undici'
const patch = patchUndici()
afterAll(() => patch[Symbol.dispose]())
