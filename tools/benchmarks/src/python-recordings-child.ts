// Run by python-recordings.ts, a process a measurement: `parse`, `open`, `import`; prints what it took as JSON. Processor time too, for a busy machine
// makes everything slow.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFetch } from '@respool/fetch'
import { fileStore, importFixtures, llamaStack, openRecorder } from '@respool/python-fixture-import'

const [task, source = '', last = ''] = process.argv.slice(2)
const memory = process.resourceUsage().maxRSS
const details = task === 'parse' ? await parseAll(source) : task === 'import' ? await importAll(source, last) : await open(source, last)
console.log(JSON.stringify({ ...details, peak: (process.resourceUsage().maxRSS - memory) * 1024 }))

interface Took {
  readonly milliseconds: number
  readonly cpu: number
}

async function timed<Value>(action: () => Promise<Value>): Promise<Took & { readonly value: Value }> {
  const before = process.cpuUsage()
  const start = performance.now()
  const value = await action()
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(before)
  return { milliseconds, cpu: (user + system) / 1000, value }
}

/** The floor: every file read, 16 at a time, and parsed; nothing kept. */
async function parseAll(folder: string): Promise<object> {
  const names = await readdir(folder)
  let next = 0
  async function work(): Promise<void> {
    for (let index = next++; index < names.length; index = next++)
      JSON.parse(new TextDecoder().decode(await readFile(join(folder, names[index]!))))
  }
  return timed(() => Promise.all(Array.from({ length: 16 }, work)).then(() => names.length))
}

async function open(folder: string, testId: string): Promise<object> {
  const files = fileStore(folder)
  const names = await files.list()
  let reads = 0
  // In a folder of the store, whose reads are counted.
  const store = {
    ...files,
    read: (name: string) => (reads++, files.read(name.replace(/^all\//, ''))),
    list: async () => (await files.list()).map((name) => `all/${name}`),
  }
  const format = llamaStack(testId === '' ? {} : { testId })
  const opened = await timed(() => openRecorder('all', { mode: 'replay', store, format }))
  const opening = reads
  const { request } = JSON.parse(new TextDecoder().decode(await files.read(names[0]!))) as { request: { body: object } }
  const url = 'http://localhost/v1/chat/completions'
  const answered = await timed(async () =>
    (await createFetch(opened.value)(url, { method: 'POST', body: JSON.stringify(request.body) })).text(),
  )
  await opened.value.close()
  return { milliseconds: opened.milliseconds, cpu: opened.cpu, opening, answering: reads - opening, answer: answered.milliseconds }
}

async function importAll(folder: string, to: string): Promise<object> {
  const { value, ...took } = await timed(() => importFixtures(folder, { to }))
  const count = (outcome: string): number => value.cassettes.filter((each) => each.outcome === outcome).length
  return {
    ...took,
    files: value.files.length,
    imported: value.files.filter(({ outcome }) => outcome === 'imported').length,
    written: count('written'),
    unchanged: count('unchanged'),
  }
}
