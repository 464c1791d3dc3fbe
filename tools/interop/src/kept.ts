import type { Library } from './library.ts'
import { samples } from './samples.ts'
import { toBase64 } from './wire.ts'

/** The samples that this go-vcr itself reads back as it wrote them; some of its versions lose a line break, or cannot load what they wrote. */
export async function keptByGo(library: Library, prefix: string): Promise<Set<number>> {
  const jobs = samples.map(({ bytes }, index) => {
    const body = toBase64(bytes)
    return { file: `${prefix}-${index}.yaml`, interactions: [{ request: { body }, response: { body } }] }
  })
  await library.run('save', jobs)
  const loaded = await library.run(
    'load',
    jobs.map(({ file }) => ({ file })),
  )
  const kept = [...samples.keys()].filter((index) => {
    const [found] = loaded[index]?.interactions ?? []
    return [found?.request.body, found?.response.body].every((body) => body === jobs[index]!.interactions[0]!.request.body)
  })
  return new Set(kept)
}
