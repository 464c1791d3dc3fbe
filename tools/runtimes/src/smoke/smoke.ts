import type { OpenRecorder } from '@respool/core'
import { abortChecks } from './abort.ts'
import type { Check, Finding, Ground } from './check.ts'
import { codedChecks } from './coded.ts'
import { clientChecks } from './clients.ts'
import { missChecks } from './miss.ts'
import { sharedChecks } from './shared.ts'
import { streamChecks } from './streams.ts'

/** What every runtime with a `fetch` must be able to do. */
const common: readonly Check[] = [...streamChecks, ...codedChecks, ...abortChecks, ...missChecks, ...sharedChecks, ...clientChecks]

/** Makes each check, and tells the server what came of it: on a runtime without a console there is no other way out. */
export async function smoke(url: string, open: OpenRecorder, own: readonly Check[]): Promise<void> {
  // Patches replace the global one; the server's gate must stay in reach.
  const bare = globalThis.fetch.bind(globalThis)
  const findings: Finding[] = []
  for (const { what, prove } of [...common, ...own]) {
    let n = 0
    const ground: Ground = { url, open, bare, cassette: () => `${what.replaceAll(/\W+/g, '-')}-${(n += 1)}.yaml` }
    findings.push({ what, ...(await within(prove, ground)) })
  }
  await bare(`${url}/report`, { method: 'POST', body: JSON.stringify(findings) })
}

const deadline = 15_000

/** A stream that is held back would wait for ever. */
async function within(prove: Check['prove'], ground: Ground): Promise<{ readonly error?: string }> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing more came for ${deadline / 1000} seconds.`)), deadline)
  })
  try {
    await Promise.race([prove(ground), late])
    return {}
  } catch (error) {
    return { error: error instanceof Error ? `${error.name}: ${error.message}\n${error.stack ?? ''}` : String(error) }
  } finally {
    clearTimeout(timer)
  }
}
