import type { Group, Settings } from '../frame/group.ts'
import { nodeProgram, oneShot } from '../frame/program.ts'
import { recordField, type RecordClient } from './field.ts'

/** Milliseconds between chunks: none, and as a fast model has them. */
const speeds = { paced: 1, 'full-speed': 0 } as const

/** What recording adds to a stream of 200 chunks, from a server in a process of its own. */
export async function* record({ quick, peers }: Settings): AsyncGenerator<Group> {
  const cell = new URL('cell.ts', import.meta.url)
  for (const client of Object.keys(recordField) as RecordClient[]) {
    for (const [speed, gap] of Object.entries(speeds)) {
      const streams = quick ? 1 : gap > 0 ? 5 : 60
      yield {
        id: `record/${client}/${speed}`,
        title: `${client}, recording 200 chunks, ${gap > 0 ? `${gap} ms apart` : 'as fast as they come'}`,
        contestants: Object.entries(recordField[client])
          .filter(([, { kind }]) => peers || kind !== 'peer')
          .map(([name, { kind }]) => oneShot(name, kind, nodeProgram(cell, [client, name, String(gap), String(streams)], ['--expose-gc']))),
        columns: ['first', 'wall', 'cpu', 'memory'],
        rounds: quick ? 1 : 3,
      }
    }
  }
}
