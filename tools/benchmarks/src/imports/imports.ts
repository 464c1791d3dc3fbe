import type { Group, Kind, Settings } from '../frame/group.ts'
import { nodeProgram, oneShot } from '../frame/program.ts'

const empty = 'data:text/javascript,'

const entrants: readonly (readonly [name: string, kind: Kind, specifiers: readonly string[]])[] = [
  ['an empty module', 'floor', [empty]],
  ['@respool/fetch', 'respool', ['@respool/fetch']],
  ['@respool/undici', 'respool', ['@respool/undici']],
  ['@respool/node-http', 'respool', ['@respool/node-http']],
  ['@respool/core', 'respool', ['@respool/core']],
  ['@respool/openai', 'respool', ['@respool/openai']],
  ['@respool/python-fixture-import', 'respool', ['@respool/python-fixture-import']],
  ['nock', 'peer', ['nock']],
  ['msw/node', 'peer', ['msw', 'msw/node']],
  ['@mswjs/interceptors', 'peer', ['@mswjs/interceptors/http', '@mswjs/interceptors/fetch']],
  ['Polly', 'peer', ['@pollyjs/core', '@pollyjs/adapter-fetch', '@pollyjs/adapter-node-http', '@pollyjs/persister-fs']],
  ['undici SnapshotAgent', 'peer', ['undici']],
  ['vcr-test', 'peer', ['vcr-test']],
  ['aimock', 'peer', ['@copilotkit/aimock']],
]

/** What a test file pays for an import, in a process that has imported nothing yet. */
export async function* imports({ quick, peers }: Settings): AsyncGenerator<Group> {
  const cell = new URL('cell.ts', import.meta.url)
  yield {
    id: 'import/cold',
    title: 'an import in a new process',
    contestants: entrants
      .filter(([, kind]) => peers || kind !== 'peer')
      .map(([name, kind, specifiers]) => oneShot(name, kind, nodeProgram(cell, specifiers))),
    columns: ['import', 'cpu', 'memory'],
    rounds: quick ? 1 : 9,
  }
}
