import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { changedByHand, checkOutputs } from './check.ts'
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
  const values = optionsOf()
  const root = resolve(values.root ?? fileURLToPath(new URL('../../../', import.meta.url)))
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
    // What is made of it would vouch for the change.
    const changed = changedByHand(root, lock)
    if (changed !== undefined)
      throw new CodegenProblem('#', changed, 'Take it from the history again (git checkout), or take the spec anew: pnpm codegen --update.')
    report(writeOutputs(root, await outputs(snapshot, { ...lock, generator: generatorDigest() })), lock)
    return
  }
  const problems = await checkOutputs(root, committed)
  for (const problem of problems) console.error(problem)
  if (problems.length > 0) process.exitCode = 1
  else console.log(`What is generated fits ${lock.commit} of ${lock.date}.`)
}

function optionsOf() {
  const usage = 'pnpm codegen [--check | --update [--commit SHA] [--spec FILE|URL] [--date YYYY-MM-DD]] [--root FOLDER]'
  try {
    const { values } = parseArgs({ options: { check: flag, update: flag, commit: text, spec: text, date: text, root: text } })
    const aboutUpdate = (['commit', 'spec', 'date'] as const).find((name) => values[name] !== undefined)
    if (values.check && values.update) throw new TypeError('--check changes nothing, and --update does.')
    if (!values.update && aboutUpdate !== undefined) throw new TypeError(`--${aboutUpdate} says what to update from: --update is missing.`)
    return values
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    throw new CodegenProblem('#', error.message, usage)
  }
}

function report(changed: readonly string[], { commit, date }: { commit: string; date: string }): void {
  console.log(`From ${commit} of ${date}: ${changed.length === 0 ? 'nothing has changed' : changed.join(', ')}.`)
}
