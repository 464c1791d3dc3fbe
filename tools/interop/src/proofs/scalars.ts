import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { bodyBytes, parseCassette, toBody, type Interaction } from '@respool/core'
import { layoutOf, type GoVcrLayout } from '../../../../packages/core/src/formats/go-vcr/layout.ts'
import { stringifyGoVcr } from '../../../../packages/core/src/formats/go-vcr/stringify.ts'
import { bytesToText } from '../../../../packages/core/src/formats/go-vcr/tree.ts'
import { attempt, finding, type Finding, type Proof, type Workshop } from '../proof.ts'
import { samples } from '../samples.ts'
import { vectorStrings } from '../shared.ts'
import { layouts, versions, type Version } from '../versions.ts'
import { toBase64, type LoadedInteraction, type WireInteraction } from '../wire.ts'

/** Each string as a request's body and header value, and as a response's body, status and header name: written by Go now, and by respool. */
export const scalars: Proof = { name: 'What go-vcr writes', prove }

async function prove(workshop: Workshop): Promise<readonly Finding[]> {
  const ours = samples.map(({ bytes }) => bytes)
  const strings = [...ours, ...(await vectorStrings())]
  // At once, since all of them wait for the file system most of the time.
  return (await Promise.all(versions.map((version) => proveFor(version, strings, workshop)))).flat()
}

async function proveFor(version: Version, strings: readonly Uint8Array[], { libraries, folder }: Workshop): Promise<Finding[]> {
  const jobs = strings.map((bytes, index) => ({ file: folder.file(`scalar-${version}-${index}.yaml`), interactions: [asGo(bytes)] }))
  const saved = await libraries[version].run('save', jobs)
  const loaded = await libraries[version].run(
    'load',
    jobs.map(({ file }) => ({ file })),
  )
  const own = `${strings.length - samples.length} vectors and ${samples.length} strings of our own`
  const written = finding(`respool writes the bytes of go-vcr ${version}`, own)
  const read = finding(`respool reads what go-vcr ${version} wrote, wherever Go reads it back`)
  for (const [index, bytes] of strings.entries()) {
    const { file } = jobs[index]!
    if (saved[index]!.error !== undefined)
      throw new Error(`go-vcr ${version} cannot write ${JSON.stringify(bytesToText(bytes))}: ${saved[index]!.error}`)
    const text = await readFile(file, 'utf8')
    const name = `${basename(file)} ${JSON.stringify(bytesToText(bytes))}`
    const layout = layouts[version]
    if (layout !== undefined) written.check(name, text === write(bytes, layout) ? undefined : 'other bytes')
    if (isReadBack(bytes, loaded[index]?.interactions)) read.check(name, await compareReading(text, bytes))
  }
  return layouts[version] === undefined ? [read.result()] : [written.result(), read.result()]
}

function asGo(bytes: Uint8Array): WireInteraction {
  const text = toBase64(bytes)
  return {
    request: { body: text, headers: [{ name: toBase64('X'), values: [text] }], method: toBase64('POST') },
    response: { body: text, headers: [{ name: text, values: [toBase64('v')] }], status: text, code: codeOf(bytesToText(bytes)) },
  }
}

/** Where the text in the status's place begins with a number, the code must be that number: a file in which they differ was cut off. */
function codeOf(status: string): number {
  return /^[1-9]\d\d(?: |$)/.test(status) ? Number(status.slice(0, 3)) : 200
}

function isReadBack(bytes: Uint8Array, found: readonly LoadedInteraction[] = []): boolean {
  const [only] = found
  if (only === undefined) return false
  const { request, response } = only
  const texts = [request.body, request.headers[0]?.values[0], response.body, response.headers[0]?.name, response.status]
  return texts.every((each) => each === toBase64(bytes))
}

async function compareReading(file: string, bytes: Uint8Array): Promise<string | undefined> {
  return attempt(async () => {
    const { request, response } = (await parseCassette(file)).interactions[0]!
    const text = bytesToText(bytes)
    if (Buffer.compare(bodyBytes(request.body), bytes) !== 0) return 'another request body'
    if (Buffer.compare(Buffer.concat(response.chunks), bytes) !== 0) return 'another response body'
    if (request.headers[0]?.[1] !== text) return 'another header value'
    return response.headers[0]?.[0] === text ? undefined : 'another header name'
  })
}

function asRespool(bytes: Uint8Array): Interaction {
  const text = bytesToText(bytes)
  const nothing = { proto: '', content_length: 0 }
  return {
    request: { method: 'POST', url: '', headers: [['X', text]], body: toBody(bytes), extra: { ...nothing, host: '' } },
    response: {
      status: codeOf(text),
      statusText: '',
      headers: [[text, 'v']],
      chunks: [bytes],
      boundaries: 'derived',
      end: 'complete',
      extra: { ...nothing, status: text },
    },
  }
}

function write(bytes: Uint8Array, layout: GoVcrLayout): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
    stringifyGoVcr({ interactions: [asRespool(bytes)] }, { safe: false, layout: layoutOf(layout) }),
  )
}
