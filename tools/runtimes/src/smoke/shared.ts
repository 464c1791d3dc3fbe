import { memoryStore } from '@respool/core'
import { createFetch, openRecorder } from '@respool/fetch'
import { same, type Check } from './check.ts'
import { readStream } from './read-stream.ts'
import { releaseNext } from './server-side.ts'

/** A cassette, and the chunks of the stream that it holds. */
export interface Shared {
  readonly cassette: string
  readonly chunks: readonly string[]
}

/** Asks for the stream, with this cassette: recorded if it is empty, else replayed. */
export async function streamWith(url: string, cassette: string, release: () => Promise<void>): Promise<Shared> {
  const store = memoryStore(cassette === '' ? {} : { 'shared.yaml': cassette })
  const recorder = await openRecorder('shared.yaml', { store, mode: cassette === '' ? 'once' : 'replay' })
  const chunks = await readStream(await createFetch(recorder)(`${url}/stream`, { method: 'POST', body: '{"stream":true}' }), release)
  await recorder.close()
  return { cassette: new TextDecoder().decode(await store.read('shared.yaml')), chunks }
}

export const sharedChecks: readonly Check[] = [
  {
    what: 'cassettes shared with Node',
    async prove(ground) {
      const { url, bare } = ground
      const nodes = (await (await bare(`${url}/from-node`)).json()) as Shared
      same("Node's recording, replayed here", (await streamWith(url, nodes.cassette, async () => {})).chunks, nodes.chunks)

      const own = await streamWith(url, '', () => releaseNext(ground))
      const replayed = await bare(`${url}/to-node`, { method: 'POST', body: own.cassette })
      same('The recording of here, replayed by Node', ((await replayed.json()) as Shared).chunks, own.chunks)
      same('What both have recorded', own.chunks, nodes.chunks)
    },
  },
]
