import { readFile } from 'node:fs/promises'
import { parseCassette } from '@respool/core'
import { asGoRequest, compareReply, exchangeOf, exchangesWith } from '../exchanges.ts'
import { finding, type Finding, type Proof, type Workshop } from '../proof.ts'
import { recordBrokenStreams, recordWith } from '../record.ts'
import { samples } from '../samples.ts'
import { startSampleServer } from '../server.ts'
import { isSchema1, versions } from '../versions.ts'

/** respool records over loopback, with chunks, delays and ends; then the server is gone and Go plays. */
export const recorded: Proof = { name: 'What respool recorded', prove }

async function prove({ libraries, folder }: Workshop): Promise<readonly Finding[]> {
  const file = folder.file('recorded.yaml')
  const { exchanges, text } = await record(file)
  const kept = finding('respool kept every byte, and a stream key for each kind of end')
  for (const key of ['respool_chunks: ', 'respool_delays: ', 'respool_recorded_at: ', 'respool_end: cancelled', "respool_end: 'failed: "])
    kept.check(key, text.includes(key) ? undefined : 'not in the file')
  const cassette = await parseCassette(text)
  for (const exchange of exchanges) {
    const found = cassette.interactions.map(exchangeOf).find(({ url }) => url === exchange.url)
    kept.check(exchange.name, found && Buffer.compare(found.content, exchange.content) === 0 ? undefined : 'not in the file as it was')
  }
  const all = cassette.interactions.map(exchangeOf)
  const findings = [kept.result()]
  for (const version of versions.filter((each) => !isSchema1(each))) {
    const played = finding(`go-vcr ${version} replays every interaction, status and bytes equal`)
    const [answer] = await libraries[version].run('replay', [{ file, requests: all.map(asGoRequest) }])
    if (answer?.error !== undefined) played.check('load', answer.error)
    for (const [index, exchange] of all.entries()) played.check(exchange.name, compareReply(exchange, answer?.replies?.[index]))
    findings.push(played.result())
  }
  return findings
}

async function record(file: string) {
  await using server = await startSampleServer()
  const exchanges = exchangesWith(server.origin)
  const problems = await recordWith(file, exchanges)
  if (problems.size > 0)
    throw new Error(`Recording gave other bytes: ${[...problems].map(([{ name }, problem]) => `${name}: ${problem}`).join('; ')}`)
  await recordBrokenStreams(
    file,
    server.origin,
    samples.findIndex(({ name }) => name === 'an SSE stream'),
  )
  return { exchanges, text: await readFile(file, 'utf8') }
}
