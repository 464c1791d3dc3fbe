import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { serverSecrets } from './api.ts'

export interface TempFolder extends AsyncDisposable {
  readonly path: string
  /** The path of something in it. */
  file(...names: string[]): string
}

/**
 * A folder of its own, removed with all that is in it; and searched before: whatever a test has written there, no secret may be in it.
 *
 * @example
 * ```ts
 * await using folder = await tempFolder()
 * ```
 */
export async function tempFolder({ searched = true }: { searched?: boolean } = {}): Promise<TempFolder> {
  const path = await mkdtemp(join(tmpdir(), 'respool-'))
  return {
    path,
    file: (...names) => join(path, ...names),
    async [Symbol.asyncDispose]() {
      const leaks = searched ? (await filesBelow(path)).flatMap(leaksIn) : []
      await rm(path, { recursive: true, force: true })
      if (leaks.length > 0) throw new Error(`Secrets were written: ${leaks.join(', ')}`)
    },
  }
}

/** Every file below a folder, hidden ones too, sorted; paths are relative to it with `/` between folders. Links are not followed. */
export async function filesBelow(folder: string): Promise<{ path: string; bytes: Uint8Array }[]> {
  const paths = await pathsBelow(folder, '')
  return Promise.all(paths.toSorted().map(async (path) => ({ path, bytes: new Uint8Array(await readFile(join(folder, path))) })))
}

// Not by `readdir`'s own recursion, which follows links: in a workspace's node_modules it would go round in circles.
async function pathsBelow(folder: string, below: string): Promise<string[]> {
  const entries = await readdir(join(folder, below), { withFileTypes: true })
  const paths = entries.map(async (entry) => {
    if (entry.isDirectory()) return pathsBelow(folder, `${below}${entry.name}/`)
    return entry.isFile() ? [below + entry.name] : []
  })
  return (await Promise.all(paths)).flat()
}

const secrets = [
  /(?<![A-Za-z0-9_-])sk-[A-Za-z0-9_-]{16}/,
  /Bearer [A-Za-z0-9]/,
  /^ *authorization:/im,
  /^ *(?:set-)?cookie:/im,
  ...serverSecrets.map((secret) => new RegExp(secret)),
]

function leaksIn({ path, bytes }: { path: string; bytes: Uint8Array }): string[] {
  const text = Buffer.from(bytes).toString('latin1')
  return secrets.filter((secret) => secret.test(text)).map((secret) => `${String(secret)} in ${path}`)
}
