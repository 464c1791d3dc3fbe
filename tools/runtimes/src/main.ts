// `pnpm runtimes [--quick] [--write] [name…]`: what is built, on each runtime; with `--write`, the table of the README.
import { inspect, parseArgs } from 'node:util'
import { judge, merge, type Judged } from './outcome.ts'
import { readResults, writeResults } from './results.ts'
import { runtimes } from './runtimes/index.ts'
import type { Runtime } from './runtime.ts'
import { blockOf } from './table.ts'

const { values, positionals } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false } },
  allowPositionals: true,
})

// A signal ends a process without its `exit`, on which what it has started is ended.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130))

const named = (runtime: Runtime) => positionals.some((name) => runtime.name.toLowerCase().startsWith(name.toLowerCase()))
const chosen = positionals.length === 0 ? runtimes : runtimes.filter(named)
if (chosen.length === 0) throw new Error(`There is no runtime of that name, but ${runtimes.map(({ name }) => name).join(', ')}.`)

async function run(runtime: Runtime): Promise<Judged> {
  const proof = await runtime.prove({ quick: values.quick }).catch((error: unknown) => ({
    version: 'none',
    findings: [{ what: 'it was started, and has reported', error: inspect(error) }],
  }))
  const judged = judge(runtime, proof)
  for (const failure of judged.failures) console.error(`${runtime.name}: ${failure}`)
  return judged
}

const judged: Judged[] = []
for (const runtime of chosen) judged.push(await run(runtime))

const outcomes = judged.map(({ outcome }) => outcome)
console.log(blockOf(outcomes))
const failures = judged.flatMap((each) => each.failures)
if (failures.length > 0) {
  console.error(`\n${failures.length} ${failures.length === 1 ? 'thing is' : 'things are'} not as said.`)
  process.exitCode = 1
} else if (values.write) {
  await writeResults(
    merge(
      await readResults(),
      outcomes,
      runtimes.map(({ name }) => name),
    ),
  )
}
