import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createFetch, openRecorder, patchFetch } from '@respool/fetch'
import type { Check } from './check.ts'
import { same } from './check.ts'
import { readStream } from './read-stream.ts'
import { roundTrip } from './streams.ts'

/** Runs a call with a folder for its cassettes. */
export async function inFolder(call: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'respool-runtime-'))
  try {
    await call(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** What runtimes with files and async contexts can do besides. */
export const fileChecks: readonly Check[] = [
  {
    what: 'cassettes in files',
    prove: (ground) =>
      inFolder(async (folder) => {
        await roundTrip({ ...ground, open: openRecorder, cassette: () => join(folder, 'hi.yaml') }, async (recorder, release) =>
          readStream(await createFetch(recorder)(`${ground.url}/stream`), release),
        )
        same('The folder', await readdir(folder), ['hi.yaml'])
        if (!(await readFile(join(folder, 'hi.yaml'), 'utf8')).startsWith('---\nversion: 2\n')) throw new Error('This is no cassette.')
      }),
  },
  {
    what: '`recorder.run`',
    prove: (ground) =>
      inFolder(async (folder) => {
        const patch = patchFetch()
        try {
          const each = async (n: number) => {
            const recorder = await openRecorder(join(folder, `${n}.yaml`), { mode: 'once' })
            const text = await recorder.run(async () =>
              (await globalThis.fetch(`${ground.url}/echo/body`, { method: 'POST', body: `${n}` })).text(),
            )
            same('What a recorder of its own has heard', [text, (await recorder.close()).recorded], [`${n}`, 1])
          }
          await Promise.all([1, 2, 3].map(each))
          same('What was asked outside of any recorder', patch.outside, { passed: 0, missed: 0 })
        } finally {
          patch[Symbol.dispose]()
        }
      }),
  },
]
