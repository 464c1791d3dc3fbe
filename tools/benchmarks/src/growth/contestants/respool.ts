import { createFetch, openRecorder } from '@respool/fetch'
import { post, type Contestant } from '../contestant.ts'
import { writeCassette } from '../interactions.ts'

export const respool: Contestant = {
  record: ({ folder, count }) => writeCassette(`${folder}/${count}.yaml`, count),
  async open({ folder, count, url }) {
    const recorder = await openRecorder(`${folder}/${count}.yaml`, { mode: 'replay' })
    const taped = createFetch(recorder)
    return { ask: (body) => post(taped, url, body), close: () => recorder.discard() }
  },
}
