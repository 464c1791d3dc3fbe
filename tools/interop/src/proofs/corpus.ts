import { readFile, writeFile } from 'node:fs/promises'
import { goVcr, parseCassette } from '@respool/core'
import { additionOf } from '../addition.ts'
import { attempt, finding, type Finding, type Proof, type Workshop } from '../proof.ts'
import { corpusFiles } from '../shared.ts'
import { refusals } from '../refusals.ts'
import { samples } from '../samples.ts'
import { eras, versions, type Version } from '../versions.ts'
import { viewOfGo, viewOfRespool } from '../view.ts'
import { toBase64, type Answer, type WireInteraction } from '../wire.ts'

/** Real cassettes, rewritten by each go-vcr in its own layout: respool adds to them, and that go-vcr loads the result. */
export const corpus: Proof = {
  name: 'Adding to a file of each layout: no earlier byte changes, and the go-vcr that wrote it loads old and new',
  prove,
}

interface Original {
  readonly name: string
  readonly interactions: readonly WireInteraction[]
}

async function prove(workshop: Workshop): Promise<readonly Finding[]> {
  const real = await readCorpus(workshop)
  const findings = versions.map(async (version) => [
    await proveFor(version, 'our own samples', ownOriginals(), workshop),
    // Where there is no corpus, there is nothing to say about it.
    ...(real.length > 0 ? [await proveFor(version, 'real cassettes', real, workshop)] : []),
  ])
  return (await Promise.all(findings)).flat()
}

async function proveFor(version: Version, set: string, originals: readonly Original[], { libraries, folder }: Workshop): Promise<Finding> {
  const prefix = folder.file(`grown-${version}-${set === 'real cassettes' ? 'real' : 'own'}`)
  const jobs = originals.map(({ interactions }, index) => ({ file: `${prefix}-${index}.yaml`, interactions }))
  const files = jobs.map(({ file }) => ({ file }))
  const saved = await libraries[version].run('save', jobs)
  const before = await libraries[version].run('load', files)
  const grown = await Promise.all(files.map(({ file }, index) => grow(file, index)))
  const after = await libraries[version].run('load', files)
  const proof = finding(`go-vcr ${version} (${eras[version]}), ${set}`)
  let [unloadable, refused] = [0, 0]
  for (const [index, { name }] of originals.entries()) {
    if (saved[index]!.error !== undefined) proof.check(name, `go-vcr cannot write it: ${saved[index]!.error}`)
    // What a go-vcr wrote and cannot load itself, it cannot load with something added either.
    else if (before[index]!.error !== undefined) unloadable++
    // A file that it garbled, respool may refuse, as long as it says where.
    else if (isRefused(grown[index]) && (isMisread(originals[index]!, before[index]!) || refusals[version]?.includes(name))) refused++
    else proof.check(name, grown[index] ?? compareLoaded(before[index]!, after[index]!, index))
  }
  const notes = [
    ...(unloadable > 0 ? [`and ${unloadable} that this go-vcr writes and cannot load itself`] : []),
    ...(refused > 0 ? [`and ${refused} that it garbles or only it can read, which respool refuses`] : []),
  ]
  return { ...proof.result(), ...(notes.length > 0 && { note: notes.join(', ') }) }
}

function isRefused(problem: string | undefined): boolean {
  return problem !== undefined && /^Cannot read the cassette .*, line \d+/.test(problem)
}

/** Whether Go reads other bodies than it was given to write. */
function isMisread({ interactions }: Original, { interactions: found = [] }: Answer): boolean {
  return interactions.some(
    ({ request, response }, index) => request.body !== found[index]?.request.body || response.body !== found[index]?.response.body,
  )
}

/** Adds one interaction, as a recorder does. */
async function grow(file: string, index: number): Promise<string | undefined> {
  return attempt(async () => {
    const bytes = await readFile(file)
    const cassette = await parseCassette(bytes, { name: file })
    const saved = goVcr.stringify!({ ...cassette, interactions: [...cassette.interactions, additionOf(index)] })
    await writeFile(file, saved)
    if (!bytes.equals(saved.subarray(0, bytes.byteLength))) return 'an earlier byte has changed'
    const again = (await parseCassette(saved, { name: `${file} with what respool added` })).interactions
    const lost = cassette.interactions.findIndex((old, at) => viewOfRespool(old) !== viewOfRespool(again[at]!))
    return lost === -1 ? undefined : `respool reads interaction ${lost} as another, once it has added one`
  })
}

function compareLoaded(before: Answer, after: Answer, index: number): string | undefined {
  if (after.error !== undefined) return after.error
  const [old, found] = [before.interactions ?? [], after.interactions ?? []]
  if (found.length !== old.length + 1) return `${found.length} interactions in place of ${old.length + 1}`
  if (JSON.stringify(found.slice(0, -1)) !== JSON.stringify(old)) return 'the old interactions are not as they were'
  return viewOfGo(found.at(-1)!) === viewOfRespool(additionOf(index))
    ? undefined
    : `the new interaction is another (${samples[index % samples.length]!.name})`
}

/** Each of our own samples, in a cassette with another. */
function ownOriginals(): Original[] {
  return samples.map(({ name, bytes }) => ({ name, interactions: ['hello\n', bytes].map(asGo) }))
}

function asGo(body: string | Uint8Array): WireInteraction {
  const url = toBase64('https://api.example.com/v1/chat')
  const headers = [{ name: toBase64('Content-Type'), values: [toBase64('application/json')] }]
  return {
    request: { body: toBase64(body), headers, method: toBase64('POST'), url },
    response: { body: toBase64(body), headers, status: toBase64('200 OK'), code: 200 },
  }
}

/** As the newest go-vcr reads them. */
async function readCorpus({ libraries, folder }: Workshop): Promise<Original[]> {
  const files = await corpusFiles()
  const jobs = await Promise.all(
    files.map(async ({ bytes }, index) => {
      const file = folder.file(`corpus-${index}.yaml`)
      await writeFile(file, bytes)
      return { file }
    }),
  )
  const answers = await libraries['v4.0.7'].run('load', jobs)
  return files.map(({ path }, index) => {
    const { error, interactions } = answers[index]!
    if (interactions === undefined) throw new Error(`go-vcr v4.0.7 cannot load ${path}: ${error}`)
    return { name: path, interactions }
  })
}
