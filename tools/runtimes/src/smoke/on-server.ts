// Bun, Deno and Node: `… on-server.ts <url of the server>`.
import { join } from 'node:path'
import { openRecorder } from '@respool/fetch'
import { fileChecks, inFolder } from './files.ts'
import { nodeHttpChecks } from './node-http.ts'
import { smoke } from './smoke.ts'
import { undiciChecks } from './undici.ts'

await inFolder((folder) =>
  smoke(process.argv[2]!, (name, options) => openRecorder(join(folder, String(name)), options), [
    ...fileChecks,
    ...nodeHttpChecks,
    ...undiciChecks,
  ]),
)
