import { tempFolder } from '@respool/testkit'
import { writeLarge } from '../data/cassettes.ts'
import type { Group, Settings } from '../frame/group.ts'
import { nodeProgram, oneShot } from '../frame/program.ts'

export const memoryNames = { file: 'the bytes of the file', opened: 'respool, opened' } as const

/** What an opened cassette of 4 MB with one emoji in it takes, above what the process takes that has opened none. */
export async function* memory({ quick, peers }: Settings): AsyncGenerator<Group> {
  await using folder = await tempFolder({ searched: false })
  const count = quick ? 50 : 1500
  const file = writeLarge(folder.path, count)
  const cell = (task: string) => nodeProgram(new URL('cell.ts', import.meta.url), [task, file, String(count)], ['--expose-gc'])
  yield {
    id: 'memory/4MB',
    title: 'memory of an opened cassette of 1,500 interactions, 4 MB',
    contestants: [
      oneShot(memoryNames.file, 'floor', cell('file')),
      oneShot(memoryNames.opened, 'respool', cell('open')),
      oneShot('respool, all played', 'respool', cell('play')),
      ...(peers ? [oneShot('js-yaml 4, what it gives', 'peer', cell('jsYaml'))] : []),
    ],
    columns: ['memory'],
    rounds: quick ? 1 : 3,
  }
}
