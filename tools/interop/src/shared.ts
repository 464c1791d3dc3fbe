// Real recordings and vectors that lie beside the repository, where they do.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { gunzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { filesBelow } from '@respool/testkit'

const shared = new URL('../../../../shared/', import.meta.url)

/** The strings of the vectors; none where the file is not there. */
export async function vectorStrings(): Promise<Uint8Array[]> {
  const file = new URL('vectors/go-yaml-scalars.jsonl.gz', shared)
  if (!existsSync(file)) return []
  const lines = gunzipSync(await readFile(file))
    .toString()
    .trim()
    .split('\n')
  return lines.map((line) => new Uint8Array(Buffer.from((JSON.parse(line) as { in: string }).in, 'base64')))
}

/** Real cassettes of other projects; none where they are not there. */
export async function corpusFiles(): Promise<{ path: string; bytes: Uint8Array }[]> {
  const folder = new URL('corpus/go-vcr/', shared)
  if (!existsSync(folder)) return []
  const files = await filesBelow(fileURLToPath(folder))
  const seed = {
    path: 'go-vcr-openai-stream.yaml',
    bytes: new Uint8Array(await readFile(new URL('seeds/go-vcr-openai-stream.yaml', shared))),
  }
  return [...files.filter(({ path }) => path.endsWith('.yaml')), seed]
}
