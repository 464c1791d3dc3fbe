import { readFile, writeFile } from 'node:fs/promises'
import { parseCassette, type Interaction } from '@respool/core'
import { stringifyGoVcr } from '../../../../packages/core/src/formats/go-vcr/stringify.ts'
import { layoutOf } from '../../../../packages/core/src/formats/go-vcr/layout.ts'
import { additionOf } from '../addition.ts'
import { keptByGo } from '../kept.ts'
import { attempt, finding, type Finding, type Proof, type Workshop } from '../proof.ts'
import { samples } from '../samples.ts'
import { corpusFiles } from '../shared.ts'
import { layouts, versions, type Version } from '../versions.ts'
import { viewOfGo, viewOfRespool } from '../view.ts'

/** respool writes a cassette in Go's own style, without keys of its own; Go loads and saves it, and no byte changes. */
export const resave: Proof = { name: 'Go loads and saves what respool wrote', prove }

interface Original {
  readonly name: string
  readonly interactions: readonly Interaction[]
}

async function prove(workshop: Workshop): Promise<readonly Finding[]> {
  const own = samples.map(({ name }, index) => ({ name, interactions: [bare(additionOf(index))] }))
  const real = await realCassettes()
  const findings = []
  for (const version of versions.filter((each) => layouts[each] !== undefined)) {
    findings.push(await proveFor(version, 'our own samples', own, workshop))
    if (real.length > 0) findings.push(await proveFor(version, 'real cassettes', real, workshop))
    findings.push(...(await proveSafe(version, workshop)))
  }
  return findings
}

async function proveFor(version: Version, set: string, originals: readonly Original[], { libraries, folder }: Workshop): Promise<Finding> {
  const layout = layoutOf(layouts[version]!)
  const texts = originals.map(({ interactions }) =>
    stringifyGoVcr({ interactions: structuredClone(interactions) }, { safe: false, layout }),
  )
  const files = texts.map((_, index) => ({ file: folder.file(`resave-${version}-${set.length}-${index}.yaml`) }))
  await Promise.all(texts.map((text, index) => writeFile(files[index]!.file, text)))
  const loaded = await libraries[version].run('load', files)
  const resaved = await libraries[version].run('resave', files)
  const proof = finding(`go-vcr ${version} changes no byte of ${set}`)
  let misread = 0
  for (const [index, { name, interactions }] of originals.entries()) {
    // Text that this Go misreads in the style that it chose itself: what it saves then is another text. respool's default style is safe from that.
    const same = (loaded[index]!.interactions ?? []).map(viewOfGo).join() === interactions.map(viewOfRespool).join()
    if (!same) misread++
    else proof.check(name, await attempt(async () => resaved[index]!.error ?? (await compare(files[index]!.file, texts[index]!))))
  }
  return { ...proof.result(), ...(misread > 0 && { note: `and ${misread} that this go-vcr misreads in its own style` }) }
}

/** As respool writes by default, with its own keys: Go drops those, and keeps what it knows. */
async function proveSafe(version: Version, { libraries, folder }: Workshop): Promise<Finding[]> {
  const library = libraries[version]
  const file = folder.file(`safe-${version}.yaml`)
  const text = async (interactions: readonly Interaction[]) =>
    writeFile(file, stringifyGoVcr({ interactions }, { layout: layoutOf(layouts[version]!) }))
  const interactions = samples.map((_, index) => additionOf(index))
  await text(interactions)
  const [loaded] = await library.run('load', [{ file }])
  const safe = finding(`go-vcr ${version} loads our own samples in respool's safe style, with all of its keys`)
  for (const [index, interaction] of interactions.entries()) {
    const found = loaded?.interactions?.[index]
    safe.check(
      samples[index]!.name,
      found && viewOfGo(found) === viewOfRespool(interaction) ? undefined : (loaded?.error ?? 'another interaction'),
    )
  }
  const kept = await keptByGo(library, folder.file(`kept-${version}`))
  const rest = interactions.filter((_, index) => kept.has(index))
  await text(rest)
  const [saved] = await library.run('resave', [{ file }])
  const again = (await parseCassette(await readFile(file))).interactions
  const dropped = finding(`go-vcr ${version} saves them again: respool's keys are gone, all else is there`)
  for (const [index, interaction] of rest.entries()) {
    const { url } = interaction.request
    const found = again[index]
    const same = found !== undefined && viewOfRespool(found) === viewOfRespool(interaction)
    const plain = found?.response.boundaries === 'derived' && found.response.end === 'complete'
    dropped.check(url, saved?.error ?? (same ? (plain ? undefined : 'still has keys of respool') : 'another interaction'))
  }
  return [safe.result(), dropped.result()]
}

async function compare(file: string, expected: Uint8Array): Promise<string | undefined> {
  return Buffer.compare(await readFile(file), expected) === 0 ? undefined : 'Go saves other bytes'
}

/** Without what respool writes into keys of its own. */
function bare({ request, response: { status, statusText, headers, httpVersion, chunks } }: Interaction): Interaction {
  const http = httpVersion === undefined ? {} : { httpVersion }
  return { request, response: { status, statusText, headers, chunks, boundaries: 'derived', end: 'complete', ...http } }
}

async function realCassettes(): Promise<Original[]> {
  const files = await corpusFiles()
  return Promise.all(
    files.map(async ({ path, bytes }) => ({ name: path, interactions: (await parseCassette(bytes, { name: path })).interactions })),
  )
}
