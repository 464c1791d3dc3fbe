// A page that the server itself serves.
import { memoryChecks, open } from './memory.ts'
import { smoke } from './smoke.ts'

await smoke(location.origin, open, memoryChecks)
