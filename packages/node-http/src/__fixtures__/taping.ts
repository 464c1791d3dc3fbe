import { memoryStore, parseCassette, type CassetteStore, type Interaction, type Summary } from '@respool/core'
import { openRecorder, patchHttp, type RecorderOptions } from '@respool/node-http'

export const cassette = 'taped.yaml'

/** Does something with node:http patched; closes. */
export async function taped(store: CassetteStore, use: () => Promise<unknown>, options: RecorderOptions = {}): Promise<Summary> {
  const recorder = await openRecorder(cassette, { mode: 'once', store, ...options })
  try {
    using _ = patchHttp({ recorder })
    await use()
  } catch (error) {
    await recorder.close().catch(() => {})
    throw error
  }
  return recorder.close()
}

/** Does the same bare, recording in each mode that records, and replaying: what each of them gives. */
export async function everyWay<Value>(use: () => Promise<Value>): Promise<{ bare: Value; once: Value; episodes: Value; rerecord: Value; passed: Value; replayed: Value; store: CassetteStore }> {
  const store = memoryStore()
  const inMode = async (mode: 'once' | 'new-episodes' | 'rerecord' | 'passthrough' | 'replay', into = store) => {
    const values: Value[] = []
    await taped(into, async () => values.push(await use()), { mode })
    return values[0]!
  }
  return {
    bare: await use(),
    once: await inMode('once'),
    episodes: await inMode('new-episodes', memoryStore()),
    rerecord: await inMode('rerecord', memoryStore()),
    passed: await inMode('passthrough', memoryStore()),
    replayed: await inMode('replay'),
    store,
  }
}

export async function storedIn(store: CassetteStore): Promise<readonly Interaction[]> {
  const bytes = await store.read(cassette)
  return bytes ? (await parseCassette(bytes)).interactions : []
}
