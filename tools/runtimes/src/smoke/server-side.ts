import type { Ground } from './check.ts'

/** Lets the server send the next chunk of the stream that is under way. */
export async function releaseNext({ bare, url }: Ground): Promise<void> {
  await (await bare(`${url}/next`, { method: 'POST' })).text()
}

/** How many requests have reached the server, but for those that steer it. */
export async function requestsOf({ bare, url }: Ground): Promise<number> {
  return Number(await (await bare(`${url}/requests`)).text())
}
