import type { Cassette, ParseContext } from '@respool/core'
import { invalidRecording } from '../errors.ts'
import { stringifyExact } from '../json/exact.ts'
import { toInteraction, type Place } from './interaction.ts'
import { isMap, readTree, type Tree, type TreeMap } from './tree.ts'

const expected = 'a cassette of vcrpy: interactions, each with a request and a response'

/** Reads a cassette of vcrpy's family. */
export function parseVcrpy(bytes: Uint8Array, { name }: ParseContext): Cassette {
  const tree = readTree(bytes, name)
  if (Array.isArray(tree)) {
    throw invalidRecording(name, 'it is a list, as vcrpy wrote before version 1.0, and reads no more. Record it anew.', { expected })
  }
  if (!isMap(tree)) throw invalidRecording(name, `it is not ${expected}.`, { expected })
  const items = itemsOf(tree, name)
  const warnings: string[] = []
  // vcrpy sorts its keys, so the version stands last.
  if (tree['interactions'] !== undefined && tree['version'] === undefined) {
    warnings.push(`${name}: it has no version, which vcrpy writes at the end. Was it cut off?`)
  }
  const others: string[] = []
  const interactions = items.flatMap((item, interaction) => {
    const place: Place = { name, interaction, warn: (text) => warnings.push(`${name}, interaction ${interaction}: ${text}`) }
    if (isMap(item) && 'request' in item && 'response' in item) return [toInteraction(item['request'], item['response'], place)]
    const kind = otherKind(item)
    if (kind === undefined)
      throw invalidRecording(name, `it is neither a request with a response, nor anything else that is known.`, { interaction, expected })
    place.warn(`it is ${kind}, no HTTP. It is kept, and not played.`)
    others.push(stringifyOther(item))
    return []
  })
  return { interactions, ...(others.length > 0 && { extra: { vcrpy: others } }), ...(warnings.length > 0 && { warnings }) }
}

/** LangChain keeps requests and responses in two lists. */
function itemsOf(tree: TreeMap, name: string): readonly Tree[] {
  const { interactions, requests, responses } = tree
  if (Array.isArray(interactions)) return interactions as Tree[]
  if (!Array.isArray(requests) || !Array.isArray(responses)) throw invalidRecording(name, `it is not ${expected}.`, { expected })
  if (requests.length !== responses.length) {
    throw invalidRecording(name, `it has ${requests.length} requests and ${responses.length} responses. Was it cut off?`, { expected })
  }
  return (requests as Tree[]).map((request, index): TreeMap => ({ request, response: (responses as Tree[])[index]! }))
}

/** What pydantic-ai keeps in cassettes beside HTTP. */
function otherKind(item: Tree): string | undefined {
  if (!isMap(item)) return undefined
  if ('kind' in item) return 'a frame of a WebSocket'
  if ('request_sample' in item || 'request_stream' in item || 'collections_method' in item) return 'a call of gRPC'
  return undefined
}

/** As JSON; bytes by their base64. */
function stringifyOther(item: Tree): string {
  return stringifyExact(toJson(item) as never)
}

function toJson(value: Tree): unknown {
  if (value instanceof Uint8Array) return { base64: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return (value as Tree[]).map(toJson)
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, item]) => [key, toJson(item)])) : value
}
