// What respool costs, as ratios within one run: absolute times say more about the machine than about the code.
import { parseArgs } from 'node:util'
import { benches } from './benches.ts'
import { judge, judgementLines } from './judge.ts'
import { measure } from './measure.ts'
import { writeResults } from './results.ts'

const resultsFile = new URL('../results.json', import.meta.url)

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: 'boolean', default: false },
    peers: { type: 'boolean', default: true },
    out: { type: 'string' },
  },
  allowNegative: true,
})

const names = Object.keys(benches)
const unknown = positionals.find((each) => !names.includes(each.split('/')[0]!))
if (unknown !== undefined)
  throw new Error(`There is no benchmark ${unknown}. There are: ${names.join(', ')}; or a group of one, such as replay/fetch.`)

const started = performance.now()
const results = await measure(positionals, values)
if (!values.quick) console.log(['\nTargets', ...judgementLines(judge(results))].join('\n'))
console.log(`\n${Object.keys(results.groups).length} groups in ${((performance.now() - started) / 60_000).toFixed(1)} minutes`)
const isWhole = positionals.length === 0 && !values.quick && values.peers
if (values.out !== undefined || isWhole) writeResults(values.out ?? resultsFile, results)
