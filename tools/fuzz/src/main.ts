// Longer than a test may take: pnpm fuzz [times] [first seed]
import { cassettes } from './files.ts'
import { readDamagedCapped, readHostileCapped } from './memory.ts'

const [times = 20_000, firstSeed = 1] = process.argv.slice(2).map(Number)
const files = cassettes()
const { read, refused, faults } = await readDamagedCapped(files, times, firstSeed)
console.log(`${times} damaged copies of ${files.length} cassettes: ${read} read, ${refused} refused, ${faults.length} faults`)
for (const { name, size, outcome } of await readHostileCapped()) {
  console.log(`${name}: ${size} bytes, ${outcome ?? 'TOO MUCH memory'}`)
  if (outcome === undefined) process.exitCode = 1
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
