import type { Running } from './process.ts'
import type { Finding } from './smoke/check.ts'
import { startSmokeServer } from './server.ts'

/** Longer than all checks together, each of which has a deadline of its own. */
const deadline = 300_000

/**
 * Starts a runtime beside the server of the smoke, waits for what it has found out, and ends it.
 *
 * @param launch given the server's URL
 * @throws Error where the runtime ends without a report, with what it has printed
 */
export async function smokeWith(launch: (url: string) => Running, page?: string): Promise<readonly Finding[]> {
  await using server = await startSmokeServer(page)
  await using running = launch(server.url)
  const silent = running.finished.then(({ code, stdout, stderr }): never => {
    throw new Error(`It ended with ${code} and without a report:\n${stdout}${stderr}`)
  })
  silent.catch(() => {})
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`It has made no report for ${deadline / 1000} seconds.`)), deadline)
  })
  try {
    return await Promise.race([server.findings, silent, late])
  } finally {
    clearTimeout(timer)
  }
}
