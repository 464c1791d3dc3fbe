// One process with little memory: reads damaged or hostile files, and says which one it is at, since it may not live to tell.
import { writeSync } from 'node:fs'
import { getHeapStatistics } from 'node:v8'
import { parseCassette } from '@respool/core'
import { readDamaged } from './damage.ts'
import { cassettes } from './files.ts'
import { hostileFiles } from './hostile.ts'

const [job = '', ...seeds] = process.argv.slice(2)
const say = (line: string) => writeSync(1, `${line}\n`)

// So that what is loaded once counts as there before, js-yaml among it.
await parseCassette('interactions: []\n').catch(() => {})
if (job === 'nothing') {
  ;(globalThis as { gc?: () => void }).gc?.()
  say(`done ${getHeapStatistics().used_heap_size}`)
} else if (job === 'damaged') {
  const report = await readDamaged(cassettes(), seeds.map(Number), (seed) => say(`at ${seed}`))
  say(`done ${JSON.stringify(report)}`)
} else {
  const text = hostileFiles[job]!()
  say(`at ${job}`)
  const outcome = await parseCassette(text, { name: job }).then(
    ({ interactions }) => `${interactions.length} interactions`,
    (error: unknown) => (error as Error).message,
  )
  say(`done ${JSON.stringify(outcome)}`)
}
