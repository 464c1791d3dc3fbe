import { parseCassette } from '@respool/core'
import jsYaml from 'js-yaml'
import { parse as parseYaml } from 'yaml'
import { largeCassette, realCassettes } from './cassettes.ts'
import { median, row, type Table } from './table.ts'

const runs = 15

/** Reading cassettes: all of it, and up to the first answer, beside general YAML parsers and what JSON.parse takes for the same data. */
export async function realFormats(): Promise<Table | undefined> {
  const files = realCassettes()
  return files && compare(`${files.length} real cassettes, ${megabytes(files)}`, files)
}

export async function largeFormat(): Promise<Table> {
  const file = largeCassette()
  return compare(`One cassette of 1,500 interactions, ${megabytes([file])}`, [file])
}

async function compare(what: string, files: readonly Uint8Array[]): Promise<Table> {
  const decode = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
  const json = files.map((file) => new TextEncoder().encode(JSON.stringify(jsYaml.load(decode(file)))))
  const candidates = new Map<string, () => unknown>([
    ['js-yaml 4, load', () => files.forEach((file) => jsYaml.load(decode(file)))],
    ['respool, every request and every chunk', () => readAll(files)],
    ['respool, opened and the first response read', () => readFirst(files)],
    ['yaml, parse', () => files.forEach((file) => parseYaml(decode(file)))],
    ['JSON.parse of the same data', () => json.forEach((file) => JSON.parse(decode(file)))],
  ])
  const times = new Map(Array.from(candidates.keys(), (name) => [name, [] as number[]]))
  // The first rounds let the compiler finish.
  for (let run = -3; run < runs; run++) {
    for (const [name, candidate] of candidates) {
      const before = performance.now()
      await candidate()
      if (run >= 0) times.get(name)!.push(performance.now() - before)
    }
  }
  const floor = median(times.get('js-yaml 4, load')!)
  return {
    title: `${what}: median of ${runs}, beside js-yaml 4`,
    rows: Array.from(times, ([name, all]) => row(name, median(all), floor)),
  }
}

/** How many chunks there are; every request is read, too. */
async function readAll(files: readonly Uint8Array[]): Promise<number> {
  let chunks = 0
  for (const file of files) {
    const { interactions } = await parseCassette(file)
    for (const { request, response } of interactions) if (request.url !== '') chunks += response.chunks.length
  }
  return chunks
}

async function readFirst(files: readonly Uint8Array[]): Promise<number> {
  let chunks = 0
  for (const file of files) {
    const { interactions } = await parseCassette(file)
    chunks += interactions[0]?.response.chunks.length ?? 0
  }
  return chunks
}

function megabytes(files: readonly Uint8Array[]): string {
  return `${(files.reduce((sum, { length }) => sum + length, 0) / 1e6).toFixed(1)} MB`
}
