import { concatenated, type VcrpyTree } from './vcrpy-tree.ts'
import type { Cassette, Interaction } from '@respool/core'
import { dumpPyYaml } from './py-yaml.ts'
import type { ExportLoss, ExportReport } from './report.ts'

/** One cassette as vcrpy writes it. */
export function exportVcrpy(cassette: Cassette, file: string): ExportReport {
  const { interactions } = cassette
  const tree = { interactions: interactions.map(toTree), version: 1 }
  const lost = interactions.flatMap((each, interaction) =>
    losses(each).map((reason): ExportLoss => ({ interaction, whole: false, reason })),
  )
  return { files: [{ file, content: dumpPyYaml(tree), interactions: [...interactions.keys()] }], lost }
}

// vcrpy hands out the headers as they are, and the body without any encoding.
const connectionHeaders = new Set(['connection', 'content-encoding', 'content-length', 'keep-alive', 'transfer-encoding'])

function toTree({ request, response }: Interaction): VcrpyTree {
  return {
    request: {
      body: request.body === '' ? null : request.body,
      headers: headerMap(request.headers),
      method: request.method,
      uri: request.url,
    },
    response: {
      body: { string: concatenated(response.chunks) },
      headers: headerMap(response.headers.filter(([name]) => !connectionHeaders.has(name.toLowerCase()))),
      status: { code: response.status, message: response.statusText },
    },
  }
}

/** A name once, in its first spelling, with all of its values. */
function headerMap(headers: Interaction['request']['headers']): { [name: string]: string[] } {
  const names = new Map<string, string>()
  const values = new Map<string, string[]>()
  for (const [name, value] of headers) {
    const first = names.get(name.toLowerCase()) ?? name
    names.set(name.toLowerCase(), first)
    values.set(first, [...(values.get(first) ?? []), value])
  }
  return Object.fromEntries(values)
}

function losses({ response, request }: Interaction): string[] {
  const names = request.headers.map(([name]) => name.toLowerCase())
  return [
    ...(response.boundaries === 'recorded' ? ['where its chunks ended, and when they came'] : []),
    ...(response.end === 'complete' ? [] : [`that it ended ${response.end}: vcrpy plays it as a whole one`]),
    ...(response.url === undefined ? [] : ['that it was redirected']),
    ...(new Set(names).size < names.length ? ['that a header of its request was sent more than once: vcrpy reads the first'] : []),
  ]
}
