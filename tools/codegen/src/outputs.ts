import { emitOperations } from './emit/operations.ts'
import { header } from './emit/header.ts'
import { emitTypes } from './emit/types.ts'
import { emitZod } from './emit/zod.ts'
import { lockText, type Lock } from './lock.ts'
import { snapshotText, type Snapshot } from './snapshot.ts'

/** Where what is committed stands, from the top of the repository. */
export const places = {
  snapshot: 'packages/openai/src/generated/schema.json',
  lock: 'tools/codegen/spec.lock.json',
  types: 'packages/openai/src/generated/types.ts',
  operations: 'packages/openai/src/generated/operations.ts',
  zod: 'packages/openai/src/generated/zod.ts',
} as const

/** All files that are committed, by place: a function of the snapshot and the lock alone. */
export async function outputs(snapshot: Snapshot, lock: Omit<Lock, 'lock'>): Promise<Map<string, string>> {
  const top = header(lock)
  return new Map([
    [places.snapshot, snapshotText(snapshot)],
    [places.types, `${top}\n${await emitTypes(snapshot)}`],
    [places.operations, `${top}${emitOperations(snapshot)}`],
    [places.zod, `${top}${emitZod(snapshot)}`],
    [places.lock, lockText(lock)],
  ])
}
