import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { RespoolError } from '@respool/core'
import { baselineOf, newDrift, type Drift } from '@respool/openai'

/**
 * The drift that the baseline does not have.
 *
 * @param file undefined: none is accepted
 * @throws RespoolError `store-failed`, `invalid-option`
 */
export async function unknownDrift(drift: readonly Drift[], file: string | undefined, cwd: string): Promise<Drift[]> {
  if (file === undefined) return newDrift(drift, undefined)
  const text = await readFile(resolve(cwd, file), 'utf8').catch((error: Error) => {
    const message = `There is no baseline at ${file}: ${error.message}. respool check --baseline ${file} --update makes one.`
    throw new RespoolError('store-failed', message, { cassette: file }, { cause: error })
  })
  return newDrift(drift, text)
}

/**
 * Accepts the drift that there is now.
 *
 * @throws RespoolError `store-failed`
 */
export async function writeBaseline(drift: readonly Drift[], file: string, cwd: string): Promise<void> {
  await writeFile(resolve(cwd, file), baselineOf(drift)).catch((error: Error) => {
    const message = `The baseline cannot be written to ${file}: ${error.message}. Name a file in a folder that there is.`
    throw new RespoolError('store-failed', message, { cassette: file }, { cause: error })
  })
}
