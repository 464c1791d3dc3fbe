// Run by memory.ts with --expose-gc: how many bytes does an opened cassette hold?
import { readFileSync } from 'node:fs'
import { createFetch, openRecorder } from '@respool/fetch'
import jsYaml from 'js-yaml'
import { question } from '../data/cassettes.ts'
import { bytesInUse, report } from '../frame/took.ts'

const [task, file, count] = process.argv.slice(2) as [keyof typeof tasks, string, string]

const tasks = {
  file: async () => readFileSync(file),
  jsYaml: async () => jsYaml.load(readFileSync(file, 'utf8')),
  open: () => openRecorder(file, { mode: 'replay' }),
  async play() {
    const recorder = await openRecorder(file, { mode: 'replay' })
    const taped = createFetch(recorder)
    for (let index = 0; index < Number(count); index++) {
      const { url, method, body } = question(index)
      const response = await taped(url, { method, body: body as string })
      if (response.status !== 200) throw new Error(await response.text())
      await response.arrayBuffer()
    }
    return recorder
  },
}

// Once before: what the code itself takes is not the cassette's. And forgotten before it is counted.
await (async () => void (await tasks[task]()))()
await new Promise((resolve) => setTimeout(resolve, 20))
const before = bytesInUse()
const held = await tasks[task]()
const memory = bytesInUse() - before
report({ figures: { memory }, ...(held === undefined && { fault: 'nothing was opened' }) })
process.exit()
