import { RespoolError } from '@respool/core'
import type { LoadedCassette, PlacedInteraction } from '../cassettes/load.ts'

/**
 * The interactions of these ids, in the order of the cassette; all of them where none are given.
 *
 * @throws RespoolError `invalid-option` where there is none of an id
 */
export function choose({ name, interactions }: LoadedCassette, ids: readonly string[] | undefined): readonly PlacedInteraction[] {
  if (!ids) return interactions
  for (const id of ids) {
    if (interactions.some((each) => each.id === id)) continue
    const expected = idsOf(interactions)
    throw new RespoolError('invalid-option', `${name} has no interaction ${id}. It has ${expected}.`, { option: 'id', value: id, expected })
  }
  return interactions.filter(({ id }) => ids.includes(id))
}

const mostNamed = 20

function idsOf(interactions: readonly PlacedInteraction[]): string {
  const ids = [...new Set(interactions.map(({ id }) => id))]
  if (ids.length === 0) return 'none at all'
  return `${ids.slice(0, mostNamed).join(', ')}${ids.length > mostNamed ? `, and ${ids.length - mostNamed} more` : ''}`
}
