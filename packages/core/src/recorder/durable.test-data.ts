// What the tests of recordings on a disk share: recorders that can be made to look as if their process had been killed.
import { readdirSync, renameSync } from 'node:fs'
import { chatRequest, filesBelow, interactionOf } from '@respool/testkit'
import { parseCassette, stringifyCassette } from '../formats/cassette.ts'
import type { CassetteStore } from '../model/store.ts'
import { fileStore } from '../stores/file/store.ts'
import type { Capture, Recorder, RecorderOptions } from './contract.ts'
import { createOpenRecorder } from './open.ts'

export interface Folder {
  readonly path: string
  file(...names: string[]): string
}

export const name = 'a.yaml'
const about = (topic: string) => chatRequest({ prompt: topic })
export const old = (...topics: string[]) =>
  stringifyCassette({ interactions: topics.map((topic) => interactionOf({ request: about(topic), body: `old ${topic}` })) })

export function open(store: CassetteStore | Folder, options: RecorderOptions = {}): Promise<Recorder> {
  return createOpenRecorder({ environment: () => ({}) })(name, { store: 'path' in store ? fileStore(store.path) : store, ...options })
}

/** Asks as an adapter does: the answer's text where it is replayed, `miss`, or the capture of what is being recorded. */
export function begin(recorder: Recorder, topic: string): string | Capture {
  const request = about(topic)
  const verdict = recorder.begin(request)
  const decision = verdict.kind === 'body' ? verdict.decide(request.body) : verdict
  if (decision.kind === 'replay') return Buffer.from(decision.playback.next() as Uint8Array).toString()
  if (decision.kind !== 'record') return decision.kind
  decision.capture.requestBody(request.body)
  decision.capture.head({ status: 200, statusText: 'OK', headers: {} })
  decision.capture.chunk(Buffer.from(`new ${topic}`))
  return decision.capture
}

export function ask(recorder: Recorder, ...topics: string[]): string[] {
  return topics.map((topic) => {
    const answer = begin(recorder, topic)
    if (typeof answer === 'string') return answer
    answer.end()
    return 'recorded'
  })
}

/** Makes a recorder at work look like one whose process was killed. */
export function kill(folder: Folder): void {
  const below = folder.file(`${name}.recording`)
  for (const file of readdirSync(below)) renameSync(`${below}/${file}`, `${below}/${file.replace(/^\d+-/, '4194999-')}`)
}

export async function answers(store: CassetteStore | Folder): Promise<string[] | undefined> {
  const bytes = await ('path' in store ? fileStore(store.path) : store).read(name)
  return bytes && (await parseCassette(bytes)).interactions.map(({ response }) => Buffer.concat(response.chunks).toString())
}

export const filesIn = async (folder: Folder) => (await filesBelow(folder.path)).map(({ path }) => path)
