// Run by openai.ts: checks one thing over and over.
import { median } from '../frame/statistics.ts'
import { report, took } from '../frame/took.ts'
import { candidates, subjects } from './validation.ts'

const times = 20_000

const [subject, name, rounds] = process.argv.slice(2) as [string, string, string]
const isInOrder = candidates[name]!.of(subjects[subject]!)
const all = []
for (let round = 0; round < Number(rounds); round++) {
  all.push(
    await took(() => {
      for (let index = 0; index < times; index++) if (!isInOrder()) return false
      return true
    }),
  )
}
const isRight = all.every(({ value }) => value)
report({
  ...(!isRight && { fault: 'finds fault with what has none' }),
  figures: { cpu: median(all.map(({ cpu }) => cpu)) / times, wall: median(all.map(({ wall }) => wall)) / times },
})
