import { fetch, SnapshotAgent } from 'undici'
import { post, type Contestant } from '../contestant.ts'
import { bodyOf } from '../interactions.ts'

export const snapshotAgent: Contestant = {
  async record({ folder, count }, serve) {
    const url = await serve()
    const agent = new SnapshotAgent({ mode: 'record', snapshotPath: fileOf({ folder, count }) })
    for (let index = 0; index < count; index++) await post(through(agent), url, bodyOf(index))
    await agent.saveSnapshots(fileOf({ folder, count }))
    await agent.close()
  },
  async open({ url, ...place }) {
    const agent = new SnapshotAgent({ mode: 'playback', snapshotPath: fileOf(place) })
    await agent.loadSnapshots(fileOf(place))
    return { ask: (body) => post(through(agent), url, body) }
  },
}

function through(dispatcher: SnapshotAgent) {
  return (url: string, init: object) => fetch(url, { ...init, dispatcher })
}

function fileOf({ folder, count }: { folder: string; count: number }): string {
  return `${folder}/${count}.snapshot.json`
}
