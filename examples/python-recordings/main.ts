import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFetch } from '@respool/fetch'
import { importFixtures, llamaStack, openRecorder, vcrpy } from '@respool/python-fixture-import'
import { greet } from './greet.ts'

const fixtures = new URL('__fixtures__/', import.meta.url)

// 1. As they are: a file of vcrpy, and a folder of llama-stack.
const python = await openRecorder(new URL('vcrpy/test_hi.yaml', fixtures), { mode: 'replay', format: vcrpy() })
console.log(`vcrpy, as it is: ${await greet(createFetch(python))}`)
await python.close()

const testId = 'tests/test_hi.py::test_hi'
const llama = await openRecorder(new URL('llama-stack/recordings', fixtures), { mode: 'replay', format: llamaStack({ testId }) })
console.log(`llama-stack, as it is: ${await greet(createFetch(llama))}`)
await llama.close()

// 2. Imported, once and for all: then Python is no longer needed, and the cassettes can be added to.
const to = await mkdtemp(join(tmpdir(), 'imported-'))
const { files, cassettes } = await importFixtures(fixtures, { to })
for (const { file, outcome, lost } of files) console.log(`${file}: ${outcome}${lost.length > 0 ? `, without ${lost.join('; ')}` : ''}`)

for (const { cassette } of cassettes) {
  // What the formats know by themselves has to be said of an imported file: llama-stack plays an answer again and again, from whatever server.
  const recorder = await openRecorder(join(to, cassette), { mode: 'replay', repeats: true, match: { origin: false } })
  console.log(`${cassette}, imported: ${await greet(createFetch(recorder))}`)
  await recorder.close()
}
await rm(to, { recursive: true })
