// Run by memory.ts with --expose-gc: prints how many bytes an opened cassette holds.
import { openRecorder, type CassetteStore } from '@respool/core'
import { largeCassette } from './cassettes.ts'

const name = 'large.yaml'

function used(): number {
  for (let round = 0; round < 4; round++) globalThis.gc!()
  const { heapUsed, external } = process.memoryUsage()
  return heapUsed + external
}

/** Hands out a file and forgets it, as reading one from a disk does. */
function storeOf(file: Uint8Array | undefined): CassetteStore {
  return { describe: (each) => each, read: async () => file, write: async () => {}, list: async () => [] }
}

// One small cassette first: what the code itself takes is not the cassette's.
await openRecorder(name, { mode: 'replay', store: storeOf(new TextEncoder().encode('version: 2\ninteractions: []\n')) })
const size = largeCassette().length
const before = used()
const recorder = await openRecorder(name, { mode: 'replay', store: storeOf(largeCassette()) })
const after = used()
console.log(JSON.stringify({ file: size, held: after - before }))
recorder.discard()
