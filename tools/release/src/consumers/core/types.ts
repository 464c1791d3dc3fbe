import { memoryStore, openRecorder, parseCassette, type CassetteFormat, type Recorder, type Verdict } from '@respool/core'
import { openRecorder as openFile } from '@respool/core/node'

export const opened: Promise<Recorder> = openRecorder('hi.yaml', { store: memoryStore(), mode: 'replay' })
// @ts-expect-error: a misspelt mode
export const misspelt = openFile('hi.yaml', { mode: 'onse' })

export async function countChunks(bytes: Uint8Array, format: CassetteFormat): Promise<number> {
  const { interactions } = await parseCassette(bytes, { format })
  return interactions.reduce((total, { response }) => total + response.chunks.length, 0)
}

export async function decide(): Promise<Verdict['kind'] | 'replay'> {
  await using recorder = await openFile(new URL('file:///hi.yaml'))
  const verdict = recorder.begin({ method: 'GET', url: 'https://api.openai.com/v1/models', headers: [] })
  return verdict.kind === 'body' ? verdict.decide(undefined).kind : verdict.kind
}
