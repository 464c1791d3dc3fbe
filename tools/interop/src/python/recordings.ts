import { openRecorder, exportFixtures, llamaStack } from '@respool/python-fixture-import'
import { startServer } from '@respool/testkit'
import { attempt, finding, type Finding } from '../proof.ts'
import { converse } from './conversation.ts'
import type { PythonProof, PythonWorkshop } from './index.ts'

/** What respool recorded as recordings of llama-stack, read by the classes of the SDK as its replay reads them. */
export const recordings: PythonProof = { name: 'Recordings of llama-stack, by the classes of openai 3.54.0 (Python)', prove }

async function prove({ python, folder }: PythonWorkshop): Promise<readonly Finding[]> {
  const cassette = folder.file('for-llama-stack.yaml')
  const to = folder.file('recordings')
  const server = await startServer()
  const base = `${server.url}/v1`
  const recorder = await openRecorder(cassette, { mode: 'once' })
  const told = await converse(recorder, base)
  await recorder.close()
  await server.stop()
  const { files, lost } = await exportFixtures(cassette, { format: 'llama-stack', to, testId: 'test_conversation' })
  const paths = files.map(({ file }) => `${to}/${file}`)
  const answers = (await python.run('validate.py', [], paths)) as { error?: string; values?: number }[]
  const read = finding('each is read, and would be written as the same bytes')
  for (const [index, { file }] of files.entries()) read.check(file, answers[index]!.error)
  read.check('nothing is left out', lost.some(({ whole }) => whole) ? lost.map(({ reason }) => reason).join() : undefined)
  const again = finding('respool replays them as what was recorded')
  again.check(
    'the conversation',
    await attempt(async () => {
      const replayed = await openRecorder(to, { mode: 'replay', format: llamaStack({ testId: 'test_conversation' }) })
      const got = JSON.stringify(await converse(replayed, base))
      await replayed.close()
      return got === JSON.stringify(told) ? undefined : got
    }),
  )
  return [read.result(), again.result()]
}
