import { generatorDigest } from './generator.ts'
import { outputs } from './outputs.ts'
import { lockText } from './lock.ts'
import { sha256 } from './read-spec.ts'
import { readText, type Committed } from './committed.ts'
import { refuseProse, snapshotText } from './snapshot.ts'

/** What of the committed files is not as the codegen makes it, in words; empty where all is well. Touches nothing and asks nobody. */
export async function checkOutputs(root: string, { snapshot, lock }: Committed): Promise<string[]> {
  refuseProse(snapshot)
  const problems: string[] = []
  const text = snapshotText(snapshot)
  if (sha256(text) !== lock.snapshot.sha256) problems.push('The snapshot is not the one that the lock names: it was changed by hand.')
  if (lockText(lock) !== `${JSON.stringify(lock, null, 2)}\n`)
    problems.push('The lock does not fit its own digest: it was changed by hand.')
  if (generatorDigest() !== lock.generator) problems.push('tools/codegen is not what the files were generated with: run pnpm codegen.')
  for (const [place, expected] of await outputs(snapshot, lock)) {
    const found = readText(root, place)
    if (found !== expected)
      problems.push(
        found === undefined
          ? `${place} is missing.`
          : `${place} differs from what is generated, from line ${lineOfChange(found, expected)} on.`,
      )
  }
  return problems
}

function lineOfChange(found: string, expected: string): number {
  const lines = expected.split('\n')
  const line = found.split('\n').findIndex((each, index) => each !== lines[index])
  return (line === -1 ? lines.length : line) + 1
}
