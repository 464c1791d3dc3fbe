import { readFile } from 'node:fs/promises'
import { parseCassette } from '@respool/core'
import { asGoRequest, compareReply, exchangesWith, type Exchange } from '../exchanges.ts'
import { keptByGo } from '../kept.ts'
import type { Library } from '../library.ts'
import { attempt, finding, type Finding, type Proof, type Workshop } from '../proof.ts'
import { recordWith } from '../record.ts'
import { refusals } from '../refusals.ts'
import { samples } from '../samples.ts'
import { startSampleServer } from '../server.ts'
import { versions, type Version } from '../versions.ts'

/** Go records over loopback, respool replays that and records more into the same file; then the server is gone, and Go plays all of it. */
export const sharedFile: Proof = { name: 'One file: Go records, respool replays that and adds to it, Go replays old and new', prove }

async function prove(workshop: Workshop): Promise<readonly Finding[]> {
  return Promise.all(versions.map((version) => proveFor(version, workshop)))
}

async function proveFor(version: Version, { libraries, folder }: Workshop): Promise<Finding> {
  const library = libraries[version]
  const file = folder.file(`shared-${version}.yaml`)
  const kept = await keptByGo(library, folder.file(`kept-${version}`))
  for (const [index, { name }] of samples.entries()) if (refusals[version]?.includes(name)) kept.delete(index)
  const all: Exchange[] = []
  const left = refusals[version]?.length ?? 0
  const proof = finding(
    `go-vcr ${version}`,
    `Go recorded ${kept.size} of the ${samples.length} samples, respool the others${left > 0 ? `, ${left} of them because it would refuse Go's` : ''}`,
  )
  const problem = await attempt(() => recordByBoth(library, file, kept, all))
  const [answer] = await library.run('replay', [{ file, requests: all.map(asGoRequest) }])
  for (const [index, exchange] of all.entries())
    proof.check(exchange.name, problem ?? answer?.error ?? compareReply(exchange, answer?.replies?.[index]))
  return proof.result()
}

async function recordByBoth(library: Library, file: string, kept: ReadonlySet<number>, all: Exchange[]): Promise<string | undefined> {
  await using server = await startSampleServer()
  const byGo = exchangesWith(server.origin, (index) => kept.has(index))
  const byRespool = exchangesWith(server.origin, (index) => !kept.has(index) || index < 3).map((each) => ({
    ...each,
    url: `${each.url}${each.url.includes('?') ? '&' : '?'}by=respool`,
  }))
  all.push(...byGo, ...byRespool)
  const [recorded] = await library.run('record', [{ file, requests: byGo.map(asGoRequest) }])
  if (recorded?.error !== undefined) return `go-vcr cannot record: ${recorded.error}`
  const before = await readFile(file)
  for (const [{ name }, problem] of await recordWith(file, all)) return `respool replays ${name} as ${problem}`
  const after = await readFile(file)
  if (!before.equals(after.subarray(0, before.byteLength))) return 'respool changed a byte that Go had written'
  const { interactions } = await parseCassette(after)
  // One more would be one that respool did not find, and recorded again.
  return interactions.length === all.length ? undefined : `${interactions.length} interactions in place of ${all.length}`
}
