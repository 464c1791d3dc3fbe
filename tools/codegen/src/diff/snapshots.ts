import type { Operation } from '../collect.ts'
import { errorBody } from '../operations.config.ts'
import { sameSchema } from '../schema.ts'
import { closure, operationsOf, type Snapshot } from '../snapshot.ts'
import type { Change, Direction } from './change.ts'
import { diffSchema } from './schemas.ts'

/**
 * All that differs between two snapshots. A definition that both have is compared once, however often it is used; one that only one of them has shows where
 * it is referred to.
 */
export function diffSnapshots(before: Snapshot, after: Snapshot): Change[] {
  const used = [usesOf(before), usesOf(after)] as const
  const changes = Object.keys(after.$defs)
    .filter((name) => before.$defs[name] !== undefined)
    .flatMap((name) => {
      const directions = (['sent', 'received'] as const).filter((each) => used.some((uses) => uses[each].has(name)))
      return diffSchema(before.$defs[name]!, after.$defs[name]!).map(({ kind, path, what }): Change => ({
        kind,
        place: name + path,
        what,
        directions,
      }))
    })
  return [...diffOperations(before, after), ...changes]
}

function diffOperations(before: Snapshot, after: Snapshot): Change[] {
  const [old, now] = [operationsOf(before), operationsOf(after)]
  const both: readonly Direction[] = ['sent', 'received']
  return [...new Set([...Object.keys(old), ...Object.keys(now)])].sort().flatMap((key): Change[] => {
    if (!old[key]) return [{ kind: 'added', place: key, what: '', directions: both }]
    if (!now[key]) return [{ kind: 'removed', place: key, what: '', directions: both }]
    return bodiesOf(old[key], now[key]).map(([part, was, is]) => ({
      kind: was === undefined ? 'added' : is === undefined ? 'removed' : 'changed',
      place: `${key} ${part}`,
      what: `${was ?? 'none'} -> ${is ?? 'none'}`,
      directions: both,
    }))
  })
}

function bodiesOf(before: Operation, after: Operation): [part: string, was: string | undefined, is: string | undefined][] {
  const parts = ['request', 'form', 'response', 'chunk'] as const
  return parts.filter((part) => !sameSchema(before[part], after[part])).map((part) => [part, before[part], after[part]])
}

function usesOf(snapshot: Snapshot): Record<Direction, ReadonlySet<string>> {
  const operations = Object.values(operationsOf(snapshot))
  const names = (pick: (operation: Operation) => (string | undefined)[]) => operations.flatMap(pick).filter((name) => name !== undefined)
  const reach = (roots: string[]) => new Set(Object.keys(closure(snapshot.$defs, roots)))
  return {
    sent: reach(names(({ request, form }) => [request, form])),
    received: reach([...names(({ response, chunk }) => [response, chunk]), errorBody]),
  }
}
