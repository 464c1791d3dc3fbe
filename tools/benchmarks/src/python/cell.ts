// Run by python.ts, a process a measurement.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFetch } from '@respool/fetch'
import { importFixtures, llamaStack, openRecorder, vcrpy } from '@respool/python-fixture-import'
import { report, took } from '../frame/took.ts'
import { vcrpyAnswer, vcrpyBody, vcrpyUrl } from './recordings.ts'

const [task, source, last = ''] = process.argv.slice(2) as [keyof typeof tasks, string, string?]

/** Each gives how much it found, which is held against how much there is. */
const tasks = {
  /** The floor: every file read, 16 at a time, and parsed; nothing kept. */
  async parse() {
    const names = await readdir(source)
    let next = 0
    async function work(): Promise<void> {
      for (let index = next++; index < names.length; index = next++)
        JSON.parse(new TextDecoder().decode(await readFile(join(source, names[index]!))))
    }
    await Promise.all(Array.from({ length: 16 }, work))
    return names.length
  },
  async open() {
    const recorder = await openRecorder(source, { mode: 'replay', format: llamaStack(last === '' ? {} : { testId: last }) })
    const name = (await readdir(source)).toSorted()[0]!
    const { request } = JSON.parse(await readFile(join(source, name), 'utf8')) as { request: { body: object } }
    const url = 'http://localhost/v1/chat/completions'
    const response = await createFetch(recorder)(url, { method: 'POST', body: JSON.stringify(request.body) })
    const text = await response.text()
    if (response.status !== 200 || !text.includes(' word 0.44')) throw new Error(text)
    recorder.discard()
    return undefined
  },
  async import() {
    const { files } = await importFixtures(source, { to: last })
    return files.filter(({ outcome }) => outcome === 'imported').length
  },
  async vcrpy() {
    const recorder = await openRecorder(source, { mode: 'replay', format: vcrpy() })
    const response = await createFetch(recorder)(vcrpyUrl, { method: 'POST', body: vcrpyBody(Number(last)) })
    if ((await response.text()) !== vcrpyAnswer(Number(last))) throw new Error('a wrong answer')
    recorder.discard()
    return undefined
  },
}

const memory = process.resourceUsage().maxRSS
const { value, wall, cpu } = await took<number | undefined>(tasks[task])
const there = value === undefined ? undefined : (await readdir(source)).length
report({
  ...(value !== there && { fault: `found ${value} of ${there}` }),
  figures: { wall, cpu, memory: (process.resourceUsage().maxRSS - memory) * 1024 },
})
process.exit()
