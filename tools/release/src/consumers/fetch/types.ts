import { createFetch, openRecorder, patchFetch, type Recorder, type Summary } from '@respool/fetch'

export function taped(recorder: Recorder): typeof globalThis.fetch {
  return createFetch(recorder, { fetch })
}

export async function ask(): Promise<Summary> {
  const recorder = await openRecorder('hi.yaml', { pace: { speed: 2 }, match: { ignoreBody: ['/user'] } })
  {
    using patch = patchFetch({ recorder })
    await fetch('https://api.openai.com/v1/models')
    const missed: number = patch.outside.missed
    void missed
  }
  return recorder.close()
}
