import { requestHeaders } from './interactions.ts'

/** Asks by the body of a request, and gives the text of the answer. */
export interface Opened {
  ask(body: string): Promise<string>
  close?(): void | Promise<void>
}

/** Where the recordings of so many questions lie. */
interface Place {
  readonly folder: string
  readonly count: number
  /** What was asked, and is asked again. */
  readonly url: string
}

export interface Contestant {
  /** Makes what is opened later. With `serve`, of a server that has all answers: it gives the server's URL. */
  record(place: Omit<Place, 'url'>, serve: () => Promise<string>): Promise<void>
  open(place: Place): Promise<Opened>
}

type FetchLike = (
  url: string,
  init: { method: string; headers: Record<string, string>; body: string },
) => Promise<{ text(): Promise<string> }>

export async function post(fetch: FetchLike, url: string, body: string): Promise<string> {
  return (await fetch(url, { method: 'POST', headers: requestHeaders, body })).text()
}
