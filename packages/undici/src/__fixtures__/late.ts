// Run as a process of its own: what has loaded undici there, and when, is what is asked about.
import { memoryStore } from '@respool/core'
import { openRecorder, patchUndici } from '@respool/undici'

const [url, imported = '', when = 'never'] = process.argv.slice(2)
const names = [Symbol.for('undici.globalDispatcher.1'), Symbol.for('undici.globalDispatcher.2')]
// Without looking at their values, which would be noticed.
const state = () => names.map((name) => Object.getOwnPropertyDescriptor(globalThis, name))
const load = async () => (imported === '' ? undefined : ((await import(imported)) as typeof import('undici-8')))
const unloaded = state().every((each) => each === undefined)

if (when === 'before') await load()
const recorder = await openRecorder('late.yaml', { mode: 'replay', store: memoryStore() })
const early = globalThis.fetch
// Loaded by the first patch, if by nobody before.
patchUndici({ recorder })[Symbol.dispose]()
const before = state()
const statuses: number[] = []
const ask = async (fetch: typeof globalThis.fetch) => void statuses.push((await fetch(url!)).status)
{
  // Node 22 knows no `using`.
  const patch = patchUndici({ recorder })
  const undici = when === 'during' ? await load() : undefined
  await ask(early)
  if (undici) await ask(undici.fetch as never)
  if (undici) statuses.push((await undici.request(url!)).statusCode)
  patch[Symbol.dispose]()
}
const after = state()
const same = after.map((each, index) => each?.value === before[index]?.value && each?.configurable === before[index]?.configurable && each?.writable === before[index]?.writable)
const undici = await load()
statuses.push(0)
await ask(early)
await ask(globalThis.fetch)
if (undici) await ask(undici.fetch as never)
if (undici) statuses.push((await undici.request(url!)).statusCode)
console.log(JSON.stringify({ unloaded, statuses, same }))
process.exit()
