import { RespoolError } from '@respool/core'
import type { LoadedCassette, PlacedInteraction } from '../cassettes/load.ts'

/**
 * The interactions of these ids, in the order of the cassette; all of them where none are given. Of a long id, such as the hash by which llama-stack names its
 * files, a beginning that only one has will do.
 *
 * @throws RespoolError `invalid-option` where there is none of an id
 */
export function choose({ name, interactions }: LoadedCassette, ids: readonly string[] | undefined): readonly PlacedInteraction[] {
  if (!ids) return interactions
  const chosen = new Set(ids.flatMap((id) => named(id, name, interactions)))
  return interactions.filter((each) => chosen.has(each))
}

// Fewer are met by chance.
const shortest = 4

function named(id: string, name: string, interactions: readonly PlacedInteraction[]): readonly PlacedInteraction[] {
  const exact = interactions.filter((each) => each.id === id)
  if (exact.length > 0) return exact
  const begun = id.length < shortest ? [] : interactions.filter((each) => each.id.startsWith(id))
  if (begun.length === 1) return begun
  const expected = idsOf(begun.length > 0 ? begun : interactions)
  const message =
    begun.length > 0
      ? `${name} has ${begun.length} interactions that begin with ${id}: ${expected}.`
      : `${name} has no interaction ${id}. It has ${expected}.`
  throw new RespoolError('invalid-option', message, { option: 'id', value: id, expected })
}

const mostNamed = 20

function idsOf(interactions: readonly PlacedInteraction[]): string {
  const ids = [...new Set(interactions.map(({ id }) => id))]
  if (ids.length === 0) return 'none at all'
  return `${ids.slice(0, mostNamed).join(', ')}${ids.length > mostNamed ? `, and ${ids.length - mostNamed} more` : ''}`
}
