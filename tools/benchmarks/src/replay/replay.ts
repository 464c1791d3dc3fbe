import { forked } from '../frame/forked.ts'
import type { Group, Settings } from '../frame/group.ts'
import type { ClientName } from './clients.ts'
import { field } from './field.ts'
import { tasks, type TaskId } from './tasks.ts'

const quickTasks: { readonly [client in ClientName]: readonly TaskId[] } = {
  fetch: ['json', 'stream-200', 'request-50kB'],
  'undici.request': ['json', 'stream-200'],
  'node:http': ['json', 'stream-200'],
  openai: ['json', 'stream-200'],
}
// What something is aimed at gets more rounds.
const telling: ReadonlySet<TaskId> = new Set(['json', 'stream-200', 'request-200kB'])

/** Answers out of a cassette: every client, and every size of answer and of request. */
export async function* replay({ quick, peers }: Settings): AsyncGenerator<Group> {
  const cell = new URL('cell.ts', import.meta.url)
  for (const client of Object.keys(field) as ClientName[]) {
    for (const id of quick ? quickTasks[client] : (Object.keys(tasks) as TaskId[])) {
      const entrants = Object.entries(field[client]).filter(
        ([, { kind, only }]) => (peers || kind !== 'peer') && (only === undefined || only(tasks[id])),
      )
      yield {
        id: `replay/${client}/${id}`,
        title: `${client}, ${tasks[id].title}`,
        contestants: entrants.map(([name, { kind }]) => forked(name, kind, cell, [client, id, name], quick ? 5 : 70)),
        columns: tasks[id].chunks === 1 ? ['cpu', 'wall', 'p10'] : ['cpu', 'wall', 'first', 'p10'],
        rounds: quick ? 1 : telling.has(id) ? 5 : 3,
      }
    }
  }
}
