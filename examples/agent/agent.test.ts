import { runExample } from '@respool/testkit'
import { expect, test } from 'vitest'

test('all turns of the agent come from its cassette', async () => {
  expect(await runExample(new URL('main.ts', import.meta.url))).toBe(
    `turn 1: weather_in({"city":"Lisbon"}) = 18 °C and rain in Lisbon
turn 2: fahrenheit({"celsius":18}) = 64 °F
It is 64 °F in Lisbon. Take an umbrella: it rains.
0 turns recorded, 3 replayed, 0 requests to the network
`,
  )
}, 60_000)
