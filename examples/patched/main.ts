// oxlint-disable-next-line import/no-unassigned-import -- a set-up is there for what it does
import './setup.ts'
import { openRecorder } from '@respool/undici'
import { byFetch, byHttp } from './app.ts'

/** Runs a call with a cassette of its own. */
async function taped(name: string, call: () => Promise<string>): Promise<string> {
  const recorder = await openRecorder(new URL(`__cassettes__/${name}.yaml`, import.meta.url))
  const text = await recorder.run(call)
  const { replayed } = await recorder.close()
  return `${name}: ${text} (${replayed} replayed)`
}

// Side by side, in one process: each call has its own recorder, and so has all that it asks.
const answers = await Promise.all([
  taped('portuguese', () => byFetch('Say hi in Portuguese')),
  taped('french', () => byHttp('Say hi in French')),
])
for (const answer of answers) console.log(answer)
