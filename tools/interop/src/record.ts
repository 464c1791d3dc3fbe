import { createFetch, openRecorder } from '@respool/fetch'
import type { Exchange } from './exchanges.ts'

/** Sends the exchanges through respool into this cassette, which may hold something already; what it does not know is recorded. Says what came back wrong. */
export async function recordWith(file: string, exchanges: readonly Exchange[]): Promise<Map<Exchange, string>> {
  const recorder = await openRecorder(file, { mode: 'new-episodes' })
  const fetch = createFetch(recorder)
  const problems = new Map<Exchange, string>()
  for (const exchange of exchanges) {
    const { method, url, body, content } = exchange
    const response = await fetch(url, { method, ...(body.byteLength > 0 && { body: new Uint8Array(body) }) })
    const bytes = Buffer.from(await response.arrayBuffer())
    if (!bytes.equals(content))
      problems.set(exchange, `${response.status}, and ${bytes.byteLength} bytes in place of ${content.byteLength}`)
  }
  await recorder.close()
  return problems
}

/** Two streams that did not end well: one that the client left, one that broke off. */
export async function recordBrokenStreams(file: string, origin: string, index: number): Promise<void> {
  const recorder = await openRecorder(file, { mode: 'new-episodes' })
  const fetch = createFetch(recorder)
  const endless = (await fetch(`${origin}/endless/${index}`)).body!.getReader()
  await endless.read()
  await endless.cancel()
  await (await fetch(`${origin}/broken/${index}`)).arrayBuffer().catch(() => {})
  await recorder.close()
}
