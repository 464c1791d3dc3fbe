import { createFetch } from '@respool/fetch'
import { same, type Check, type Ground } from './check.ts'
import { hexOf } from './read-stream.ts'

const codings = ['gzip', 'x-gzip', 'deflate', 'br', 'zstd']

async function bytesOf(fetch: Ground['bare'], url: string): Promise<string> {
  return hexOf(new Uint8Array(await (await fetch(url)).arrayBuffer()))
}

/** What a server encodes although it was asked not to: which of it a fetch decodes differs from one runtime to the next. */
export const codedChecks: readonly Check[] = [
  {
    what: 'encoded answers',
    async prove(ground) {
      const wrong: string[] = []
      for (const coding of codings) {
        const url = `${ground.url}/coded/${coding}`
        const name = ground.cassette()
        const bare = await bytesOf(ground.bare, url)
        const recorder = await ground.open(name, { mode: 'once' })
        const recording = await bytesOf(createFetch(recorder), url)
        const { recorded, notStored } = await recorder.close()
        if (recording !== bare)
          wrong.push(`${coding}: the application had ${recording.slice(0, 40)}… and without respool ${bare.slice(0, 40)}…`)
        // Content, or nothing and the reason why: never codes.
        if (recorded === 0 && notStored.length === 1) continue
        if (!bare.startsWith(hexOf(new TextEncoder().encode('{"message"')))) wrong.push(`${coding}: what was stored is not decoded`)
        const player = await ground.open(name, { mode: 'replay' })
        if ((await bytesOf(createFetch(player), url)) !== bare) wrong.push(`${coding}: replayed as something else`)
        await player.close().catch(() => {})
      }
      same('What is wrong', wrong, [])
    },
  },
]
