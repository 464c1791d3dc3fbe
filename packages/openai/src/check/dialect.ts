import type { Departure, DepartureKind } from './departures.ts'

/** Where one API that is modelled on OpenAI's, or one client, is known to depart from the spec. Plain data: add your own. */
export interface Dialect {
  readonly name: string
  /** Of its hosts: `openrouter.ai`, or with a dot before it any host below: `.openai.azure.com`. Without hosts it is spoken everywhere. */
  readonly hosts?: readonly string[]
  /** By kind, the paths: `$.provider`; one that ends in `*` is the beginning of a path. */
  readonly departures: { readonly [Kind in DepartureKind]?: readonly string[] }
}

/** Those of the dialects that are spoken at a URL; the ones that have it among their hosts first. */
export function spokenAt(url: string, dialects: readonly Dialect[]): Dialect[] {
  const host = URL.canParse(url) ? new URL(url).hostname : ''
  const own = dialects.filter(({ hosts }) => hosts?.some((each) => (each.startsWith('.') ? host.endsWith(each) : host === each)))
  return [...own, ...dialects.filter(({ hosts }) => hosts === undefined)]
}

export function isKnown({ kind, path }: Departure, spoken: readonly Dialect[]): boolean {
  return spoken.some(({ departures }) =>
    departures[kind]?.some((each) => (each.endsWith('*') ? path.startsWith(each.slice(0, -1)) : path === each)),
  )
}
