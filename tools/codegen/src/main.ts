// pnpm codegen [--check | --update [--commit SHA] [--spec FILE|URL] [--date YYYY-MM-DD]] [--root FOLDER]
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkOutputs } from './check.ts'
import { readCommitted, versionOf, writeOutputs } from './committed.ts'
import { changesetText } from './diff/changeset.ts'
import { diffSnapshots } from './diff/snapshots.ts'
import { generatorDigest } from './generator.ts'
import { outputs } from './outputs.ts'
import { CodegenProblem } from './problem.ts'
import { update } from './update.ts'

const text = { type: 'string' } as const
const flag = { type: 'boolean', default: false } as const

try {
  await main()
} catch (error) {
  if (!(error instanceof CodegenProblem)) throw error
  console.error(error.message)
  process.exitCode = 1
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { check: flag, update: flag, commit: text, spec: text, date: text, root: text } })
  const root = resolve(values.root ?? new URL('../../../', import.meta.url).pathname)
  const committed = readCommitted(root)
  if (values.update) {
    const { snapshot, lock } = await update(values, committed?.lock)
    const changes = committed ? diffSnapshots(committed.snapshot, snapshot) : []
    const changeset = changesetText(changes, { ...lock, version: versionOf(root) })
    const files = await outputs(snapshot, lock)
    if (changeset !== undefined) files.set(`.changeset/openai-spec-${lock.commit.slice(0, 7)}.md`, changeset)
    report(writeOutputs(root, files), lock)
    console.log(changeset ?? 'Nothing that is used has changed: no changeset.')
    return
  }
  if (!committed) throw new CodegenProblem('#', 'there is no snapshot yet.', 'Make one: pnpm codegen --update.')
  const { snapshot, lock } = committed
  if (!values.check) {
    report(writeOutputs(root, await outputs(snapshot, { ...lock, generator: generatorDigest() })), lock)
    return
  }
  const problems = await checkOutputs(root, committed)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`What is generated fits ${lock.commit} of ${lock.date}.`)
}

function report(changed: readonly string[], { commit, date }: { commit: string; date: string }): void {
  console.log(`From ${commit} of ${date}: ${changed.length === 0 ? 'nothing has changed' : changed.join(', ')}.`)
}
