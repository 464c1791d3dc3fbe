import { mkdir, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { gzipSync } from 'node:zlib'
import { stringifyCassette, type Interaction } from '@respool/core'
import { chatRequest, completionBody, interactionOf, sseChunks, streamedCompletion, tempFolder, type TempFolder } from '@respool/testkit'

/** What no cassette should hold. */
export const key = `sk-proj-${'a1B2c3D4e5'.repeat(5)}`

/** A stream, as respool records it. */
export const greeting = (): Interaction =>
  interactionOf({ request: chatRequest({ stream: true }), chunks: sseChunks(streamedCompletion('Oi, tudo bem?')) })

/** One that another program has recorded, with all its headers. */
export const leaky = (): Interaction =>
  interactionOf({
    request: chatRequest({ prompt: `My key is ${key}`, headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } }),
    headers: { 'content-type': 'application/json', 'x-request-id': 'req_1' },
  })

/** One in which a model has written a key, a piece an event. */
export const recited = (): Interaction =>
  interactionOf({
    request: chatRequest({ prompt: 'What is my key?', stream: true }),
    chunks: key.match(/.{1,5}/g)!.map((content) => `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`),
  })

/** One whose answer another program has stored as it came. */
export const compressed = (): Interaction =>
  interactionOf({
    request: chatRequest(),
    headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
    chunks: [gzipSync(JSON.stringify(completionBody({ kind: 'text', text: `Your key is ${key}` })))],
  })

/** A folder with these cassettes; it may hold the secrets that commands are to find. */
export async function folderOf(files: { readonly [name: string]: readonly Interaction[] | string }): Promise<TempFolder> {
  const folder = await tempFolder({ searched: false })
  for (const [name, content] of Object.entries(files)) {
    await mkdir(dirname(folder.file(name)), { recursive: true })
    await writeFile(folder.file(name), typeof content === 'string' ? content : stringifyCassette({ interactions: content }))
  }
  return folder
}
