// What respool costs, as ratios within one run: absolute times say more about the machine than about the code.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import { writeCharts } from './charts/charts.ts'
import { lossesIn, ratiosOf, type Baseline } from './check.ts'
import { judge, judgementLines } from './judge.ts'
import { measure } from './measure.ts'
import { writeReadme } from './readme.ts'
import { readResults, writeResults } from './results.ts'

const resultsFile = new URL('../results.json', import.meta.url)
const baselineFile = new URL('../baseline.json', import.meta.url)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    // Does everything run and answer right? Says nothing about time.
    quick: { type: 'boolean', default: false },
    // With --no-peers: floors and respool only.
    peers: { type: 'boolean', default: true },
    // Where the results go. Those of a whole run go to results.json if nothing is said.
    out: { type: 'string' },
    // Fails where a ratio has become worse than baseline.json has it.
    check: { type: 'boolean', default: false },
    // No run: makes baseline.json, or the charts and the README's part, of results that are there.
    baseline: { type: 'boolean', default: false },
    readme: { type: 'boolean', default: false },
    from: { type: 'string' },
  },
})

if (values.baseline || values.readme) {
  const results = readResults(values.from ?? resultsFile)
  if (values.baseline)
    writeFileSync(baselineFile, `${JSON.stringify({ node: results.node, ratios: ratiosOf(results) } satisfies Baseline, null, 2)}\n`)
  if (values.readme) {
    writeCharts(results)
    writeReadme(results)
  }
} else {
  await run()
}

async function run(): Promise<void> {
  const names = Object.keys(benches)
  const unknown = positionals.find((each) => !names.includes(each.split('/')[0]!))
  if (unknown !== undefined)
    throw new Error(`There is no benchmark ${unknown}. There are: ${names.join(', ')}; or a part of one, such as replay/fetch.`)

  const started = performance.now()
  const results = await measure(positionals, values)
  if (!values.quick)
    console.log(
      ['\nTargets', ...judgementLines(judge(results).filter(({ measured }) => measured !== undefined || positionals.length === 0))].join(
        '\n',
      ),
    )
  console.log(`\n${Object.keys(results.groups).length} groups in ${((performance.now() - started) / 60_000).toFixed(1)} minutes`)
  const isWhole = positionals.length === 0 && !values.quick && values.peers && !values.check
  if (values.out !== undefined || isWhole) writeResults(values.out ?? resultsFile, results)
  if (isWhole) writeCharts(results)
  if (values.check) await check(results)
}

/** What seems lost is measured once more: a single figure may have had a bad moment. */
async function check(results: Awaited<ReturnType<typeof measure>>): Promise<void> {
  if (!existsSync(baselineFile))
    throw new Error('There is no baseline.json to compare with. A whole run and then `pnpm bench --baseline` make it.')
  const baseline = JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline
  const suspects = lossesIn(results, baseline)
  const again = suspects.length > 0 ? await measure([...new Set(suspects.map(({ group }) => group))], values) : results
  const losses = lossesIn(again, baseline).filter(({ key }) => suspects.some((suspect) => suspect.key === key))
  for (const { key, was, is } of losses) console.log(`lost: ${key}: ${is.toFixed(2)}x the floor, was ${was.toFixed(2)}x`)
  console.log(
    losses.length > 0
      ? `\n${losses.length} ratios are more than 25 % worse than baseline.json`
      : '\nno ratio is more than 25 % worse than baseline.json',
  )
  if (losses.length > 0) process.exitCode = 1
}
