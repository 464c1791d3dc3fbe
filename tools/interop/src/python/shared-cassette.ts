import { openRecorder, exportFixtures, vcrpy } from '@respool/python-fixture-import'
import { startServer } from '@respool/testkit'
import { attempt, finding, type Finding } from '../proof.ts'
import { converse } from './conversation.ts'
import type { PythonProof, PythonWorkshop } from './index.ts'

/** Each side records a conversation from a server, the server goes away, and the other side replays it. */
export const sharedCassette: PythonProof = {
  name: 'One conversation: vcrpy 9.4.2 with openai 3.54.0 (Python), respool with openai (npm)',
  prove,
}

async function prove({ python, folder }: PythonWorkshop): Promise<readonly Finding[]> {
  const ours = folder.file('ours.yaml')
  const theirs = folder.file('theirs.yaml')
  const server = await startServer()
  const base = `${server.url}/v1`
  const recorder = await openRecorder(ours, { mode: 'once' })
  const told = await converse(recorder, base)
  await recorder.close()
  const [toldPython] = await python.run('openai_vcr.py', ['record', theirs, base])
  await server.stop()
  await exportFixtures(ours, { format: 'vcrpy', to: folder.file('exported'), name: 'ours.yaml' })

  const same = finding('both were told the same by the server')
  same.check('the conversation', compare(toldPython, told))
  const plays = finding('vcrpy plays what respool recorded and exported, streaming')
  plays.check(
    'the conversation',
    await attempt(async () =>
      compare((await python.run('openai_vcr.py', ['replay', folder.file('exported', 'ours.yaml'), base]))[0], told),
    ),
  )
  const replays = finding('respool replays what vcrpy recorded, streaming')
  replays.check('the conversation', await attempt(async () => compare(await replay(theirs, base), told)))
  return [same.result(), plays.result(), replays.result()]
}

async function replay(file: string, base: string): Promise<unknown> {
  const recorder = await openRecorder(file, { mode: 'replay', strict: true, format: vcrpy() })
  const told = await converse(recorder, base)
  await recorder.close()
  return told
}

function compare(got: unknown, want: unknown): string | undefined {
  return JSON.stringify(got) === JSON.stringify(want) ? undefined : `${JSON.stringify(got)} in place of ${JSON.stringify(want)}`
}
