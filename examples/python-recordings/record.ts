import { rm } from 'node:fs/promises'
import { exportFixtures } from '@respool/python-fixture-import'
import { recordExample } from '@respool/testkit'

await recordExample({
  program: new URL('ask.ts', import.meta.url),
  cassettes: new URL('__cassettes__/', import.meta.url),
  reply: () => ({ kind: 'text', text: 'Oi, tudo bem?' }),
})

// There is no Python here: what it would have recorded is made of a recording of our own.
const cassette = new URL('__cassettes__/hi.yaml', import.meta.url)
const vcrpy = new URL('__fixtures__/vcrpy/', import.meta.url)
const llamaStack = new URL('__fixtures__/llama-stack/recordings/', import.meta.url)
for (const folder of [vcrpy, llamaStack]) await rm(folder, { recursive: true, force: true })
await exportFixtures(cassette, { format: 'vcrpy', to: vcrpy, name: 'test_hi.yaml' })
await exportFixtures(cassette, { format: 'llama-stack', to: llamaStack, testId: 'tests/test_hi.py::test_hi' })
