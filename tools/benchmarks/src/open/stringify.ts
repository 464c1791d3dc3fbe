import { tempFolder } from '@respool/testkit'
import { writeLarge } from '../data/cassettes.ts'
import type { Group, Kind, Settings } from '../frame/group.ts'
import { nodeProgram, oneShot } from '../frame/program.ts'
import { goName } from '../go/name.ts'
import { goContestant } from '../go/program.ts'

const entrants: readonly (readonly [name: string, kind: Kind, writer: string])[] = [
  ['JSON.stringify of the same data', 'floor', 'json'],
  ['respool', 'respool', 'respool'],
  ['js-yaml 4', 'peer', 'jsYaml'],
  ['yaml 2', 'peer', 'yaml'],
]

/** A cassette written, nothing of which was read from a file. */
export async function* stringify({ quick, peers }: Settings): AsyncGenerator<Group> {
  await using folder = await tempFolder({ searched: false })
  const count = quick ? 50 : 1500
  const times = quick ? 1 : 7
  const file = writeLarge(folder.path, count)
  const go = peers ? goContestant(goName, ['save', file, folder.file('saved.yaml'), String(times)]) : undefined
  const contestants = entrants
    .filter(([, kind]) => peers || kind !== 'peer')
    .map(([name, kind, writer]) =>
      oneShot(name, kind, nodeProgram(new URL('stringify-cell.ts', import.meta.url), [writer, file, String(count), String(times)])),
    )
  yield {
    id: 'stringify/4MB',
    title: '1,500 interactions to text, 4 MB',
    contestants: go ? [...contestants, go] : contestants,
    columns: ['wall', 'cold', 'cpu'],
    rounds: quick ? 1 : 3,
  }
}
