import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

/** What an example prints, run as its users run it: by itself, without a key; and without a network, so that it fails if it needs one. */
export async function runExample(program: URL): Promise<string> {
  const { PATH = '' } = process.env
  const offline = new URL('no-network.ts', import.meta.url).href
  const args = ['--conditions=@respool/source', '--import', offline, fileURLToPath(program)]
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { env: { PATH, CI: 'true' }, timeout: 60_000 })
  if (stderr !== '') throw new Error(`The example complains:\n${stderr}`)
  return stdout
}
