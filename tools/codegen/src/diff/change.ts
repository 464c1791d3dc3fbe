/** In which direction a schema is used: sent by users, received by them, or both. */
export type Direction = 'sent' | 'received'

/**
 * What became of one place.
 *
 * `narrowed`: takes or gives less than before; `widened`: more; `bounds`: other limits of the same type.
 */
export type ChangeKind = 'added' | 'removed' | 'required' | 'optional' | 'narrowed' | 'widened' | 'changed' | 'bounds'

export interface Change {
  readonly kind: ChangeKind
  /** An operation, or a definition and the path in it: `CreateResponse.tools[]`. */
  readonly place: string
  /** What was added, removed or changed: a value, a member of a union; empty where the place says it. */
  readonly what: string
  readonly directions: readonly Direction[]
}

export type Level = 'none' | 'patch' | 'minor' | 'major'

/** How grave a change is to a program which compiled against the types before. */
export function levelOf({ kind, directions }: Change): Level {
  switch (kind) {
    case 'removed':
    case 'changed':
    case 'narrowed':
      return 'major'
    case 'required':
      // A request that was whole is so no more; a response only says more for certain.
      return directions.includes('sent') ? 'major' : 'minor'
    case 'optional':
      return directions.includes('received') ? 'major' : 'minor'
    case 'added':
    case 'widened':
      return 'minor'
    case 'bounds':
      return 'patch'
    default:
      return kind satisfies never
  }
}
