import { createInterceptor, openRecorder, patchUndici, type Patch } from '@respool/undici'
import { Agent, request } from 'undici'

export const patched: Patch = patchUndici({ outside: 'pass' })

export async function ask(): Promise<string> {
  await using recorder = await openRecorder('hi.yaml')
  const dispatcher = new Agent().compose(createInterceptor(recorder))
  const { body } = await request('https://api.openai.com/v1/models', { dispatcher })
  return body.text()
}
