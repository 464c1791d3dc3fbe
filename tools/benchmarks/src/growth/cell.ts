// Run by growth.ts with --expose-gc: opens the recordings of so many questions, has one answered, and looks up the first and the last ones.
import { existsSync, readFileSync } from 'node:fs'
import { median } from '../frame/statistics.ts'
import { bytesInUse, report, took } from '../frame/took.ts'
import type { Opened } from './contestant.ts'
import { field, type EntrantName } from './field.ts'
import { answerOf, bodyOf, url as recorded, urlFile } from './interactions.ts'

const [name, countText, warmText, asksText, folder] = process.argv.slice(2) as [EntrantName, string, string, string, string]
const count = Number(countText)
const asks = Number(asksText)
// Who needs longer for its lookups, in milliseconds, searches a list, which five of them show as well as a hundred.
const patience = 3000
const least = 5
const contestant = await field[name].load()
const times: { first: number[]; last: number[] } = { first: [], last: [] }

// What the code itself takes is not the recordings', and each contestant comes to its large file warm.
for (let round = 0; round < 5; round++) {
  const opened = await open(Number(warmText))
  await lookUp(opened, Number(warmText), Number(warmText) / 2, { first: [], last: [] })
  await opened.close?.()
}
const before = bytesInUse()
const { value: opened, wall } = await took(async () => {
  const all = await open(count)
  await ask(all, Math.floor(count / 2))
  return all
})
const memory = bytesInUse() - before
// Each is asked once, for respool plays each once; where there are too few, all of them are opened again.
const perOpening = Math.min(asks, Math.floor((count - 1) / 2))
let next = opened
for (let done = 0; done < asks; done += perOpening) {
  if (done > 0) next = await open(count)
  await lookUp(next, count, perOpening, times)
  await next.close?.()
}
// Below a thousand it is lost in what the process itself does.
const held = count >= 1000 ? { memory } : {}
report({ figures: { open: wall, lookupFirst: median(times.first), lookupLast: median(times.last), ...held } })
process.exit()

async function open(some: number): Promise<Opened> {
  const file = urlFile(folder, name, some)
  return contestant.open({ folder, count: some, url: existsSync(file) ? readFileSync(file, 'utf8') : recorded })
}

/** First and last by turns. */
async function lookUp(from: Opened, some: number, asked: number, into: { first: number[]; last: number[] }): Promise<void> {
  const until = performance.now() + patience
  for (let index = 0; index < asked && (index < least || performance.now() < until); index++) {
    into.first.push((await took(() => ask(from, index))).wall)
    into.last.push((await took(() => ask(from, some - 1 - index))).wall)
  }
}

async function ask(from: Opened, index: number): Promise<void> {
  const text = await from.ask(bodyOf(index))
  if (text !== answerOf(index)) {
    report({ fault: `the answer to ${index} of ${count} is ${text.slice(0, 80)}`, figures: {} })
    process.exit()
  }
}
