import { FileStorage, RecordMode, VCR } from 'vcr-test'
import { post, type Contestant } from '../contestant.ts'
import { bodyOf } from '../interactions.ts'

export const vcrTest: Contestant = {
  async record({ folder, count }, serve) {
    const url = await serve()
    await new VCR(new FileStorage(folder)).useCassette(`vcr-test-${count}`, async () => {
      for (let index = 0; index < count; index++) await post(fetch, url, bodyOf(index))
    })
  },
  async open({ folder, count, url }) {
    const vcr = new VCR(new FileStorage(folder))
    vcr.mode = RecordMode.none
    const cassette = await vcr.useCassette(`vcr-test-${count}`)
    return { ask: (body) => post(fetch, url, body), close: async () => cassette[Symbol.asyncDispose]() }
  },
}
