import { expect, test } from 'vitest'
import { memoryStore, type Recorder } from '../index.ts'
import { bindRecorder, openRecorder, patchesSearch, runBound } from '../node.ts'

const head = { method: 'GET', url: 'https://api.openai.com/v1/models', headers: [] }
const passing = () => openRecorder('a.yaml', { mode: 'passthrough', store: memoryStore() })

test('a request asks for the recorder that is there when it comes', async () => {
  let recorder: Recorder | undefined
  expect(patchesSearch()).toBe(false)
  bindRecorder('patchSomething', { recorder: await passing() })
  expect(patchesSearch()).toBe(false)
  const binding = bindRecorder('patchSomething', {})
  expect(patchesSearch()).toBe(true)
  await runBound(
    () => recorder,
    async () => {
      expect(binding.current().begin(head)).toMatchObject({ kind: 'miss', error: { code: 'no-recorder' } })
      recorder = await passing()
      expect(binding.current().begin(head)).toEqual({ kind: 'pass' })
      expect(binding.current().through(() => binding.current().passes(head.url))).toBe(true)
    },
  )
  expect(binding.current().begin(head)).toMatchObject({ kind: 'miss' })
  expect(binding.outside).toEqual({ missed: 2, passed: 0 })
  expect((await recorder!.close()).passed).toBe(1)
})

test.each([
  ['undefined', undefined],
  ['a promise', Promise.resolve()],
  ['a string', 'hi.yaml'],
  ['an object that is none', { apiKey: 'not to be shown' }],
])('what is no open recorder is refused where it is given: %s', (what, recorder) => {
  expect(() => bindRecorder('createSomething', { recorder: recorder as unknown as Recorder })).toThrow(
    `createSomething needs an open recorder, and was given ${what}. It is what \`await openRecorder(path)\` gives`,
  )
})
