// Run by python-recordings.ts, a process a measurement: `open`, `parse`, `import`; prints what it took as JSON.
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFetch } from '@respool/fetch'
import { fileStore, importFixtures, llamaStack, openRecorder } from '@respool/python-fixture-import'

const [task, source = '', to = ''] = process.argv.slice(2)
const before = process.resourceUsage().maxRSS
const start = performance.now()
const cpuBefore = process.cpuUsage()
const details = task === 'parse' ? await parseAll(source) : task === 'import' ? await importAll(source, to) : await open(source, to)
const { user, system } = process.cpuUsage(cpuBefore)
const milliseconds = (details.milliseconds as number | undefined) ?? performance.now() - start
console.log(
  JSON.stringify({ cpu: (user + system) / 1000, ...details, milliseconds, peak: (process.resourceUsage().maxRSS - before) * 1024 }),
)

/** The floor: every file read, 16 at a time, and parsed; nothing kept. */
async function parseAll(folder: string): Promise<{ [name: string]: unknown }> {
  const names = await readdir(folder)
  let next = 0
  let requests = 0
  async function work(): Promise<void> {
    for (let index = next++; index < names.length; index = next++) {
      const { request } = JSON.parse(new TextDecoder().decode(await readFile(join(folder, names[index]!)))) as { request?: object }
      if (request) requests++
    }
  }
  await Promise.all(Array.from({ length: 16 }, work))
  return { requests }
}

async function open(folder: string, testId: string): Promise<{ [name: string]: unknown }> {
  const files = fileStore(folder)
  let reads = 0
  // The folder is a store's whole, so that its reads can be counted.
  const store = {
    ...files,
    read: (name: string) => (reads++, files.read(name.replace(/^all\//, ''))),
    list: async () => (await files.list()).map((name) => `all/${name}`),
  }
  const start = performance.now()
  const recorder = await openRecorder('all', { mode: 'replay', store, format: llamaStack(testId === '' ? {} : { testId }) })
  const milliseconds = performance.now() - start
  const { user, system } = process.cpuUsage(cpuBefore)
  const opening = reads
  const first = JSON.parse(new TextDecoder().decode(await files.read((await files.list())[0]!))) as { request: { body: object } }
  const asked = performance.now()
  const response = await createFetch(recorder)('http://localhost/v1/chat/completions', {
    method: 'POST',
    body: JSON.stringify(first.request.body),
  })
  const { length } = await response.text()
  const answer = performance.now() - asked
  await recorder.close()
  return { milliseconds, cpu: (user + system) / 1000, opening, answering: reads - opening, answer, status: response.status, length }
}

async function importAll(folder: string, to: string): Promise<{ [name: string]: unknown }> {
  const { files, cassettes } = await importFixtures(folder, { to })
  const count = (outcome: string) => cassettes.filter((each) => each.outcome === outcome).length
  return {
    files: files.length,
    imported: files.filter(({ outcome }) => outcome === 'imported').length,
    written: count('written'),
    unchanged: count('unchanged'),
  }
}
