import { createFetch, type Recorder } from '@respool/fetch'
import { failureOf, same, type Check, type Ground } from './check.ts'
import { hexOf } from './read-stream.ts'
import { releaseNext } from './server-side.ts'
import { roundTrip } from './streams.ts'

/** Aborts a stream after its first chunk; the chunk, and how the reader learns of it. */
async function aborted(recorder: Recorder, ground: Ground): Promise<readonly string[]> {
  const abort = new AbortController()
  const response = await createFetch(recorder)(`${ground.url}/stream`, { method: 'POST', body: '{}', signal: abort.signal })
  const reader = response.body!.getReader()
  const { value } = await reader.read()
  abort.abort()
  const error = await failureOf('Reading an aborted response', reader.read())
  return [hexOf(value!), error.name]
}

export const abortChecks: readonly Check[] = [
  { what: 'aborts', prove: (ground) => roundTrip(ground, (recorder) => aborted(recorder, ground)) },
  {
    what: 'cancelled streams',
    async prove(ground) {
      const name = ground.cassette()
      const ask = (recorder: Recorder) => createFetch(recorder)(`${ground.url}/stream`, { method: 'POST', body: '{}' })
      const recorder = await ground.open(name, { mode: 'once' })
      const recording = (await ask(recorder)).body!.getReader()
      const first = await recording.read()
      await recording.cancel()
      await recorder.close()
      await releaseNext(ground)

      const player = await ground.open(name, { mode: 'replay' })
      const replaying = (await ask(player)).body!.getReader()
      same('The chunk that was read', hexOf((await replaying.read()).value!), hexOf(first.value!))
      const { message } = await failureOf('Reading past what was recorded', replaying.read())
      if (!message.includes('went away')) throw new Error(`The error does not say why: ${message}`)
      await player.close()
    },
  },
]
