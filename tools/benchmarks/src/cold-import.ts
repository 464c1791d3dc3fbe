import { spawnSync } from 'node:child_process'
import { median, row, type Table } from './table.ts'

const runs = 15
const imports = {
  'a bare process': undefined,
  'an empty module': 'data:text/javascript,',
  '@respool/fetch': '@respool/fetch',
  '@respool/undici': '@respool/undici',
  'node:http': 'node:http',
  '@respool/node-http': '@respool/node-http',
  nock: 'nock',
}

/** What a test file pays for its import: a new process each time, the candidates in turn so that they share the machine's moods. */
export async function coldImport(): Promise<Table> {
  const times = new Map(Object.keys(imports).map((name) => [name, [] as number[]]))
  for (let run = 0; run <= runs; run++) {
    for (const [name, specifier] of Object.entries(imports)) {
      const time = start(specifier)
      // The first round only warms the file system's cache.
      if (run > 0) times.get(name)!.push(time)
    }
  }
  const bare = median(times.get('a bare process')!)
  return {
    title: `Cold import, median of ${runs} processes each, beside a bare process`,
    rows: [...times].map(([name, all]) => row(name, median(all), bare)),
  }
}

function start(specifier: string | undefined): number {
  const code = specifier ? `await import(${JSON.stringify(specifier)})` : '0'
  const before = performance.now()
  const { status, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', code], {
    cwd: import.meta.dirname,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`The import of ${specifier} failed: ${stderr}`)
  return performance.now() - before
}
