import { get, type Agent } from 'node:http'
import { createAgent, openRecorder, patchHttp, type Patch } from '@respool/node-http'

export const patched: Patch = patchHttp()

export async function ask(): Promise<void> {
  await using recorder = await openRecorder('hi.yaml')
  const agent: Agent = createAgent(recorder)
  get('http://127.0.0.1/', { agent })
}
