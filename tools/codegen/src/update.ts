import { fetchSpec, repository, specPath, type Source } from './download.ts'
import { generatorDigest } from './generator.ts'
import { closureDigests, type Lock } from './lock.ts'
import { CodegenProblem } from './problem.ts'
import { parseSpec, sha256 } from './read-spec.ts'
import { makeSnapshot, refuseProse, snapshotText, type Snapshot } from './snapshot.ts'

export interface Update {
  readonly snapshot: Snapshot
  readonly lock: Omit<Lock, 'lock'>
}

/**
 * A new snapshot and its lock. Writes nothing.
 *
 * @throws CodegenProblem where the spec cannot be used, or is said to be of the locked commit and is another
 */
export async function update(source: Source, locked: Lock | undefined): Promise<Update> {
  const { bytes, commit, date } = await fetchSpec(source, locked)
  const digest = sha256(bytes)
  if (locked?.commit === commit && locked.spec.sha256 !== digest) {
    throw new CodegenProblem(
      '#',
      `the spec of ${commit} has the sha256 ${digest}, and the lock says ${locked.spec.sha256}.`,
      'A commit does not change: one of the two is not what it is said to be. Nothing was written.',
    )
  }
  const document = parseSpec(bytes)
  // As it will be read again, so that the first output is that of every later run.
  const snapshot = JSON.parse(snapshotText(makeSnapshot(document))) as Snapshot
  refuseProse(snapshot)
  return {
    snapshot,
    lock: {
      repository,
      path: specPath,
      commit,
      date,
      spec: { sha256: digest, bytes: bytes.byteLength, openapi: document.openapi, version: document.info.version },
      snapshot: { sha256: sha256(snapshotText(snapshot)), closures: closureDigests(snapshot) },
      generator: generatorDigest(),
    },
  }
}
