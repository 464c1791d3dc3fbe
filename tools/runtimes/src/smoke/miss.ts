import { createFetch } from '@respool/fetch'
import { failureOf, same, type Check } from './check.ts'
import { requestsOf } from './server-side.ts'

export const missChecks: readonly Check[] = [
  {
    what: 'misses',
    async prove(ground) {
      const name = ground.cassette()
      const post = (prompt: string) => [`${ground.url}/echo`, { method: 'POST', body: JSON.stringify({ prompt, n: 1 }) }] as const
      const recorder = await ground.open(name, { mode: 'once' })
      await (await createFetch(recorder)(...post('Say hi'))).text()
      await recorder.close()

      const before = await requestsOf(ground)
      const player = await ground.open(name, { mode: 'replay' })
      const response = await createFetch(player)(...post('Say bye'))
      same('A miss', [response.status, response.headers.get('x-should-retry')], [400, 'false'])
      const { error } = (await response.json()) as { error: { message: string } }
      if (!error.message.includes('prompt')) throw new Error(`The answer does not say what differs: ${error.message}`)
      same('close()', (await failureOf('close()', player.close())).code, 'miss')
      same('The number of requests of a miss', (await requestsOf(ground)) - before, 0)
    },
  },
]
