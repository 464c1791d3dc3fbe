// Run by open.ts: opens a cassette, or a folder of them one by one, several times; the first time is what a test file pays.
import { report, took, type Took } from '../frame/took.ts'
import { median } from '../frame/statistics.ts'
import { yamlFilesIn } from '../data/cassettes.ts'
import { openers, type Content } from './openers.ts'

const [opener, path, runs, expected] = process.argv.slice(2) as [string, string, string, string]
const files = yamlFilesIn(path)
const open = openers[opener]!
const all: Took<Required<Content>>[] = []
for (let run = 0; run < Number(runs); run++) all.push(await took(openAll))
const wanted = JSON.parse(expected) as Content
const wrong = all.find(({ value }) => !isSame(value, wanted))
const warm = all.length > 1 ? all.slice(1) : all
report({
  ...(wrong && { fault: `read ${JSON.stringify(wrong.value)}, there is ${expected}` }),
  figures: { wall: median(warm.map(({ wall }) => wall)), cpu: median(warm.map(({ cpu }) => cpu)), cold: all[0]!.wall },
})

async function openAll(): Promise<Required<Content>> {
  const total = { interactions: 0, bytes: 0 }
  for (const [index, file] of files.entries()) {
    const { interactions = 0, bytes = 0 } = await open(file, index * 10)
    total.interactions += interactions
    total.bytes += bytes
  }
  return total
}

/** Nothing at all where the task was to read no more than one answer, which was checked there. */
function isSame({ interactions, bytes }: Required<Content>, there: Content): boolean {
  return interactions === 0 || (interactions === there.interactions && bytes === (there.bytes ?? bytes))
}
