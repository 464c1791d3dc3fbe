// Run as a process of its own: a listener of the application throws, which has to end the process as it does bare.
import http from 'node:http'
import { memoryStore } from '@respool/core'
import { openRecorder, patchHttp } from '@respool/node-http'

const [url, event, ...modes] = process.argv.slice(2) as [string, string, ...('once' | 'replay')[]]
const store = memoryStore()
process.on('uncaughtException', (error) => {
  console.log(error.message)
  process.exit(3)
})

for (const mode of modes.slice(0, -1)) {
  const recorder = await openRecorder('thrown.yaml', { mode, store })
  const patch = patchHttp({ recorder })
  await new Promise((resolve) => http.get(url, (response) => response.resume().on('end', resolve)))
  patch[Symbol.dispose]()
  await recorder.close()
}
const mode = modes.at(-1)
if (mode) patchHttp({ recorder: await openRecorder('thrown.yaml', { mode, store }) })
const request = http.get(url)
request.on('error', (error) => console.log(`swallowed: ${error.message}`))
const boom = () => {
  throw new Error(`thrown in ${event}`)
}
if (event === 'response') request.on('response', boom)
else request.on('response', (response) => response.resume().on(event, boom))
