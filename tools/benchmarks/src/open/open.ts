import { readFileSync, writeFileSync } from 'node:fs'
import { tempFolder } from '@respool/testkit'
import jsYaml from 'js-yaml'
import { copies, realCassettes, writeLarge, writeMany, yamlFilesIn } from '../data/cassettes.ts'
import type { Contestant, Group, Kind, Settings } from '../frame/group.ts'
import { nodeProgram, oneShot } from '../frame/program.ts'
import { goName } from '../go/name.ts'
import { goContestant } from '../go/program.ts'
import { openNames } from './names.ts'
import { contentOf, type Content, type Document } from './openers.ts'

const entrants: readonly (readonly [name: string, kind: Kind, opener: string])[] = [
  [openNames.json, 'floor', 'json'],
  ['readFile', 'floor', 'file'],
  [openNames.all, 'respool', 'respool'],
  [openNames.answer, 'respool', 'answer'],
  [openNames.jsYaml, 'peer', 'jsYaml'],
  ['yaml 2', 'peer', 'yaml'],
]

/** What takes minutes, and what cannot be asked of unknown files. */
const leftOut: { readonly [group: string]: string } = { 'open/80MB': 'yaml', 'open/real': 'answer' }

/** Cassettes opened: one large one, many of a suite's size, and real ones. */
export async function* open(settings: Settings): AsyncGenerator<Group> {
  const { quick } = settings
  await using folder = await tempFolder({ searched: false })
  const large = writeLarge(folder.path, quick ? 50 : 1500)
  yield group('open/4MB', 'one cassette of 1,500 interactions, 4 MB', large, settings, 9)
  yield group('open/80MB', '3,000 cassettes, 80 MB, one by one', writeMany(folder.path, quick ? 20 : 3000), settings, 2)
  const real = realCassettes()
  if (real !== undefined)
    yield group('open/real', `${real.length} cassettes of other projects`, copies(real, folder.file('real')), settings, 5)
}

function group(id: string, title: string, path: string, { quick, peers }: Settings, runs: number): Group {
  const { interactions, bytes } = writeAsJson(path)
  const content = JSON.stringify(id === 'open/real' ? { interactions } : { interactions, bytes })
  const times = quick ? 1 : runs
  const chosen = entrants.filter(([, kind, opener]) => (peers || kind !== 'peer') && leftOut[id] !== opener)
  const cell = new URL('cell.ts', import.meta.url)
  const contestants: Contestant[] = chosen.map(([name, kind, opener]) =>
    oneShot(name, kind, nodeProgram(cell, [opener, path, String(times), content])),
  )
  const go = peers ? goContestant(goName, ['open', path, String(times), content]) : undefined
  return {
    id,
    title,
    contestants: go ? [...contestants, go] : contestants,
    columns: ['wall', 'cold', 'cpu'],
    rounds: quick ? 1 : id === 'open/80MB' ? 2 : 3,
  }
}

/** Beside each file, for the floor. @returns what is in all of them */
function writeAsJson(path: string): Required<Content> {
  let total = { interactions: 0, bytes: 0 }
  for (const file of yamlFilesIn(path)) {
    const document = jsYaml.load(readFileSync(file, 'utf8')) as Document
    const { interactions, bytes } = contentOf(document)
    total = { interactions: total.interactions + interactions, bytes: total.bytes + bytes }
    writeFileSync(`${file}.json`, JSON.stringify(document))
  }
  return total
}
