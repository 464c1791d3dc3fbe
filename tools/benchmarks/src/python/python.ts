import { tempFolder } from '@respool/testkit'
import { preparePython } from '../../../interop/src/python/environment.ts'
import type { Contestant, Group, Outcome, Settings } from '../frame/group.ts'
import { nodeProgram, oneShot, run } from '../frame/program.ts'
import { testOf, writeLlamaStack, writeVcrpy } from './recordings.ts'

/** Python's recordings: opened as they are, and imported. */
export async function* python({ quick, peers }: Settings): AsyncGenerator<Group> {
  await using folder = await tempFolder({ searched: false })
  const rounds = quick ? 1 : 3
  const columns = ['wall', 'cpu', 'memory'] as const
  const cell = (...args: readonly string[]) => nodeProgram(new URL('cell.ts', import.meta.url), args)

  const recordings = folder.file('recordings')
  const count = quick ? 50 : 3000
  writeLlamaStack(recordings, count)
  const cassettes = folder.file('cassettes')
  const first: Contestant = {
    name: 'respool, imported',
    kind: 'respool',
    start: async () => {
      let imports = 0
      return { sample: () => run(cell('import', recordings, folder.file(`cassettes-${imports++}`))) }
    },
  }
  await run(cell('import', recordings, cassettes))
  yield {
    id: 'python/llama-stack',
    title: `3,000 recordings of llama-stack, 45 chunks each`,
    contestants: [
      oneShot('every file read, and JSON.parse', 'floor', cell('parse', recordings)),
      oneShot('respool, all opened and one answer', 'respool', cell('open', recordings)),
      oneShot("respool, one test's opened and one answer", 'respool', cell('open', recordings, testOf(0))),
      first,
      oneShot('respool, imported again', 'respool', cell('import', recordings, cassettes)),
    ],
    columns,
    rounds,
  }

  const file = folder.file('vcrpy.yaml')
  const some = quick ? 20 : 1500
  writeVcrpy(file, some)
  const vcrpy = peers ? await vcrpyItself(file, some) : undefined
  yield {
    id: 'python/vcrpy',
    title: 'one cassette of vcrpy, 1,500 interactions, 4 MB: opened, and one answer',
    contestants: [oneShot('respool', 'respool', cell('vcrpy', file, String(some - 1))), ...(vcrpy ? [vcrpy] : [])],
    columns,
    rounds,
  }
}

async function vcrpyItself(file: string, count: number): Promise<Contestant | undefined> {
  const found = await preparePython()
  if ('skipped' in found) {
    console.log(`\nskipped: vcrpy, ${found.skipped}`)
    return undefined
  }
  // Programs are named from interop's folder, whose environment it is.
  const sample = async () => (await found.run('../../benchmarks/python/open.py', [file, String(count)])).at(-1) as Outcome
  return { name: 'vcrpy, loaded', kind: 'peer', start: async () => ({ sample }) }
}
