import { createFetch, patchFetch, type Fetch, type Recorder } from '@respool/fetch'
import { same, type Check, type Ground, type Release } from './check.ts'
import { readStream } from './read-stream.ts'
import { releaseNext, requestsOf } from './server-side.ts'

/** Records through one fetch, and replays through another of its kind: the same chunks, and nothing asked of the server. */
export async function roundTrip(ground: Ground, use: (recorder: Recorder, release: Release) => Promise<readonly string[]>): Promise<void> {
  const name = ground.cassette()
  const before = await requestsOf(ground)
  const recorder = await ground.open(name, { mode: 'once' })
  const recorded = await use(recorder, () => releaseNext(ground))
  const { recorded: stored, notStored } = await recorder.close()
  same('What was recorded', { stored, notStored }, { stored: 1, notStored: [] })
  const after = await requestsOf(ground)
  same('The number of requests while recording', after - before, 1)

  const player = await ground.open(name, { mode: 'replay', strict: true })
  const replayed = await use(player, async () => {})
  same('The replay', replayed, recorded)
  same('What was replayed', (await player.close()).replayed, 1)
  same('The number of requests while replaying', (await requestsOf(ground)) - after, 0)
}

const ask = (fetch: Fetch, url: string): Promise<Response> => fetch(`${url}/stream`, { method: 'POST', body: '{"stream":true,"n":1}' })

export const streamChecks: readonly Check[] = [
  {
    what: 'streams chunk by chunk',
    async prove(ground) {
      await roundTrip(ground, async (recorder, release) => readStream(await ask(createFetch(recorder), ground.url), release))
    },
  },
  {
    what: 'streams that break',
    async prove(ground) {
      await roundTrip(ground, async (recorder, release) => {
        const chunks: string[] = []
        const response = await createFetch(recorder)(`${ground.url}/broken`)
        const failed = await readStream(response, release, chunks).then(
          () => 'whole',
          () => 'broken',
        )
        return [...chunks, failed]
      })
    },
  },
  {
    what: '`patchFetch`',
    async prove(ground) {
      await roundTrip(ground, async (recorder, release) => {
        const patch = patchFetch({ recorder })
        try {
          return await readStream(await ask(globalThis.fetch, ground.url), release)
        } finally {
          patch[Symbol.dispose]()
        }
      })
    },
  },
]
