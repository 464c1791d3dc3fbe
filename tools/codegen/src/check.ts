import { generatorDigest } from './generator.ts'
import { outputs, places } from './outputs.ts'
import { lockText } from './lock.ts'
import { sha256 } from './read-spec.ts'
import { readText, type Committed } from './committed.ts'
import { refuseProse } from './snapshot.ts'

/** What of the committed files is not as the codegen makes it, in words; empty where all is well. Touches nothing and asks nobody. */
export async function checkOutputs(root: string, { snapshot, lock }: Committed): Promise<string[]> {
  refuseProse(snapshot)
  // Of files that are not what they were, nothing can be made to compare with.
  const changed = changedByHand(root, lock)
  if (changed !== undefined) return [changed]
  const problems: string[] = []
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

/** Which of the two files that all others are made of is not as the codegen wrote it, in words. */
export function changedByHand(root: string, lock: Committed['lock']): string | undefined {
  if (lockText(lock) !== readText(root, places.lock)) return `${places.lock} does not fit its own digest: it was changed by hand.`
  if (sha256(readText(root, places.snapshot)!) === lock.snapshot.sha256) return undefined
  return `${places.snapshot} is not the one that the lock names: it was changed by hand.`
}

function lineOfChange(found: string, expected: string): number {
  const lines = expected.split('\n')
  const line = found.split('\n').findIndex((each, index) => each !== lines[index])
  return (line === -1 ? lines.length : line) + 1
}
