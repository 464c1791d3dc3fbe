import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { clients } from './clients/index.ts'
import { answer, toolArguments } from './conversation.ts'
import { prove } from './prove.ts'
import { rowOf, tableOf, withTable, type Row } from './table.ts'

const readme = fileURLToPath(new URL('../../../README.md', import.meta.url))
const rows: Row[] = []

test.each(clients.map((client) => ({ name: client.name, call: client.binding.call, client })))(
  '$name through $call: recorded, replayed without a server, missed in one try',
  async ({ client }) => {
    const proof = await prove(client)
    const { recorded, replayed, requests, sockets, cassette, misses } = proof
    expect(recorded.whole).toBe(answer)
    expect(recorded.streamed.join('')).toBe(answer)
    expect(recorded.streamed.length).toBeGreaterThan(5)
    expect(recorded.cut.join('')).toBe(answer)
    if ('call' in recorded) expect(recorded.call).toEqual(toolArguments)
    expect(replayed).toEqual(recorded)
    expect(requests.replayed).toBe(requests.recorded)
    expect(sockets).toBe(0)
    expect(cassette).toEqual({ ends: Array.from({ length: requests.recorded }, () => 'complete'), leaks: [] })
    expect([misses.whole.tries, misses.streamed.tries]).toEqual([1, 1])
    rows.push(rowOf(client, proof))
  },
)

// Run with `-u`, vitest writes the page. Only what has just been proven may stand in it.
test('the table of the README says what was proven', async () => {
  expect(rows.length).toBe(clients.length)
  await expect(withTable(readFileSync(readme, 'utf8'), tableOf(rows))).toMatchFileSnapshot(readme)
})
