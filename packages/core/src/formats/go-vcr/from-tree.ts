import type { Interaction } from '../../model/interaction.ts'
import { withLateResponse } from './late-interaction.ts'
import { refuse, type Place, type Reading } from './problems.ts'
import { checkResponse, readRequest, readResponse, unknownKeys, withExtra } from './read-messages.ts'
import type { Schema } from './schema.ts'
import { isUnread, isYamlMap, type YamlMap, type YamlValue } from './tree.ts'
import { readField } from './values.ts'

/** One item of `interactions` as the model has it. Where the body of its response is yet unread, the response is made when it is first asked for. */
export function readInteraction(value: YamlValue, interaction: number, schema: Schema, reading: Reading): Interaction {
  if (!isYamlMap(value)) return incomplete(reading, { interaction }, 'this is no map with a request and a response')
  const request = part(value, 'request', ['url', 'method'], reading, interaction)
  const response = part(value, 'response', ['code'], reading, interaction)
  const id = value.has('id') ? readField({ key: 'id', kind: 'integer' }, value.get('id'), reading, { interaction }) : undefined
  const head = {
    ...(id === undefined ? {} : { id: id as number }),
    request: readRequest(request, schema, reading, { interaction, path: ['request'] }),
    ...withExtra(unknownKeys(value, itemKeys)),
  }
  const place = { interaction, path: ['response'] }
  if (!isUnread(response.get('body') ?? null)) return { ...head, response: readResponse(response, schema, reading, place) }
  checkResponse(response, schema, reading, place)
  // What there is to warn of has been said.
  return withLateResponse(head, () => readResponse(response, schema, { ...reading, warnings: [] }, place))
}

const itemKeys: ReadonlySet<string> = new Set(['id', 'request', 'response'])

function part(map: YamlMap, key: string, required: readonly string[], reading: Reading, interaction: number): YamlMap {
  const value = map.get(key)
  if (value === undefined || value === null) return incomplete(reading, { interaction }, `there is no \`${key}\``)
  const place = { interaction, path: [key] }
  if (!isYamlMap(value))
    return refuse(reading, place, `\`${key}\` is no map`, 'Correct it by hand, or record the interaction again.', 'a map')
  const missing = required.find((each) => !value.has(each))
  return missing === undefined ? value : incomplete(reading, place, `there is no \`${missing}\``)
}

function incomplete(reading: Reading, place: Place, problem: string): never {
  const last = place.interaction !== undefined && place.interaction + 1 === reading.pieces?.items.length
  const cause = last ? 'The file seems to be cut off: restore it from version control' : 'Complete it by hand'
  refuse(reading, place, problem, `${cause}, or record the interaction again.`)
}
