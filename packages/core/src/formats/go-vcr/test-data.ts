// Data for this folder's tests: our own fixtures, and real cassettes where they lie beside the repository.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { cutFile } from './pieces.ts'
import { readStrict, type ReadFile } from './read.ts'

const shared = new URL('../../../../../../shared/', import.meta.url)

export function fixture(name: string): Uint8Array {
  return new Uint8Array(readFileSync(new URL(`__fixtures__/${name}`, import.meta.url)))
}

export interface CassetteFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Real cassettes of other projects; undefined, and said so, where they are not there. */
export function corpus(): CassetteFile[] | undefined {
  const folder = new URL('corpus/go-vcr/', shared)
  if (isMissing(folder)) return undefined
  const seed = new URL('seeds/go-vcr-openai-stream.yaml', shared)
  const names = (readdirSync(folder, { recursive: true }) as string[]).filter((name) => name.endsWith('.yaml')).sort()
  return [...names.map((name) => new URL(name.replaceAll('\\', '/'), folder)), seed].map((url) => ({
    name: url.pathname.slice(shared.pathname.length),
    bytes: new Uint8Array(readFileSync(url)),
  }))
}

export interface Vector {
  readonly input: Uint8Array
  /** By emitter: the file it wrote, and whether Go read it back as it was. */
  readonly files: ReadonlyMap<string, { readonly text: string; readonly readBack: boolean }>
}

/** Strings and how each of Go's emitters writes them; undefined, and said so, where the file is not there. */
export function vectors(): Vector[] | undefined {
  const file = new URL('vectors/go-yaml-scalars.jsonl.gz', shared)
  if (isMissing(file)) return undefined
  const lines = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  return lines.map((line) => {
    const { in: input, ...files } = JSON.parse(line) as { in: string } & Record<string, { y: string; rt: string }>
    const entries = Object.entries(files as Record<string, { y: string; rt: string }>)
    return {
      input: fromBase64(input),
      files: new Map(
        entries.map(([emitter, { y, rt }]) => [emitter, { text: new TextDecoder().decode(fromBase64(y)), readBack: rt === 'RTOK' }]),
      ),
    }
  })
}

function fromBase64(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'base64'))
}

function isMissing(url: URL): boolean {
  const missing = !existsSync(url)
  if (missing) console.log(`skipped: there is no ${url.pathname}`)
  return missing
}

export function readStrictText(text: string): ReadFile | undefined {
  const cut = cutFile(new TextEncoder().encode(text))
  return cut && readStrict(cut)
}
