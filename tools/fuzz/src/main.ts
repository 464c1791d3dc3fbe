// Longer than a test may take: pnpm fuzz [times] [first seed]
import { readDamaged } from './damage.ts'
import { cassettes } from './files.ts'
import { allowance, readHostile } from './memory.ts'

const [times = 20_000, firstSeed = 1] = process.argv.slice(2).map(Number)
const files = cassettes()
const { read, refused, faults } = await readDamaged(files, times, firstSeed)
console.log(`${times} damaged copies of ${files.length} cassettes: ${read} read, ${refused} refused, ${faults.length} faults`)
for (const { name, size, grown } of await readHostile()) {
  const within = grown <= allowance(size)
  console.log(`${name}: ${size} bytes, ${Math.round(grown / 1024)} kB of memory${within ? '' : ': TOO MUCH'}`)
  if (!within) process.exitCode = 1
}
for (const fault of faults) console.error(fault)
if (faults.length > 0) process.exitCode = 1
