import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { callOf, dumpedChunk, recordingText } from '../../../packages/python-fixture-import/src/__fixtures__/recordings.ts'
import type { Figure } from './table.ts'

const recordings = 3000
const chunks = 45

interface Measured {
  readonly milliseconds: number
  readonly cpu: number
  readonly peak: number
  readonly [name: string]: number
}

/** Opening and importing recordings of Python: a folder of 3,000 that is made here, and other projects' where they lie beside the repository. */
export function pythonRecordings(): Figure {
  const work = mkdtempSync(join(tmpdir(), 'respool-benchmark-'))
  try {
    const folder = join(work, 'recordings')
    generate(folder)
    return {
      title: "Python's recordings, a process a measurement",
      lines: [...openingLines(folder), ...importLines('3,000 recordings', folder, join(work, 'cassettes')), ...corpusLines(work)],
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

function generate(folder: string): void {
  mkdirSync(folder)
  for (let index = 0; index < recordings; index++) {
    const words = Array.from({ length: chunks }, (_, word) => dumpedChunk({ content: ` word ${index}.${word}` }))
    const record = callOf({
      testId: `tests/integration/inference/test_generated.py::test_chat[${Math.trunc(index / 5)}]`,
      body: {
        model: 'toy-1',
        messages: [{ role: 'user', content: `Question ${index}: ${'why is it so? '.repeat(100)}` }],
        temperature: 'float:0.0',
        stream: true,
      },
      response: { body: [...words, dumpedChunk({}, { finish_reason: 'stop' })], is_streaming: true },
    })
    writeFileSync(join(folder, `${String(index).padStart(64, '0')}.json`), recordingText(record))
  }
}

function openingLines(folder: string): string[] {
  const test = 'tests/integration/inference/test_generated.py::test_chat[0]'
  const runs = Array.from({ length: 5 }, () => ({
    floor: measure('parse', folder),
    all: measure('open', folder),
    one: measure('open', folder, test),
  }))
  const best = (what: keyof (typeof runs)[number], by: 'milliseconds' | 'cpu'): number => Math.min(...runs.map((each) => each[what][by]))
  const beside = (what: 'all' | 'one', by: 'milliseconds' | 'cpu'): string =>
    `${best(what, by).toFixed(0)} ms, ${(best(what, by) / best('floor', by)).toFixed(2)}x`
  const [{ all }] = runs as [(typeof runs)[number]]
  return [
    `${recordings} recordings, ${megabytes(sizeOf(folder))}, best of 5 each: reading and JSON.parse ${best('floor', 'milliseconds').toFixed(0)} ms, of processor time ${best('floor', 'cpu').toFixed(0)} ms`,
    `opening all of them: ${beside('all', 'milliseconds')}; of processor time ${beside('all', 'cpu')}`,
    `opening those of one test: ${beside('one', 'milliseconds')}; of processor time ${beside('one', 'cpu')}`,
    `opening reads ${all['opening']} files; one answer reads ${all['answering']}; peak memory ${megabytes(all.peak)}`,
  ]
}

function importLines(what: string, folder: string, to: string): string[] {
  const first = measure('import', folder, to)
  const second = measure('import', folder, to)
  const speed = (time: number): string => `${(sizeOf(folder) / 1e3 / time).toFixed(1)} MB/s`
  return [
    `import of ${what}, ${megabytes(sizeOf(folder))}: ${(first.milliseconds / 1000).toFixed(2)} s, ${speed(first.milliseconds)}; of processor time ${(first.cpu / 1000).toFixed(2)} s, ${speed(first.cpu)}; peak memory ${megabytes(first.peak)}; ${first['imported']} of ${first['files']} files into ${first['written']} cassettes`,
    `a second run: ${(second.milliseconds / 1000).toFixed(2)} s, ${second['written']} written, ${second['unchanged']} unchanged`,
  ]
}

function corpusLines(work: string): string[] {
  return ['llama-stack', 'vcrpy'].flatMap((name) => {
    const folder = fileURLToPath(new URL(`../../../../shared/corpus/${name}`, import.meta.url))
    return existsSync(folder) ? importLines(`other projects' ${name}`, folder, join(work, name)) : [`skipped: there is no ${folder}`]
  })
}

function measure(...task: readonly string[]): Measured {
  const child = fileURLToPath(new URL('python-recordings-child.ts', import.meta.url))
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, child, ...task], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Measuring ${task[0]} failed: ${stderr}`)
  return JSON.parse(stdout) as Measured
}

function sizeOf(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce((sum, name) => {
    const found = statSync(join(folder, name))
    return found.isFile() ? sum + found.size : sum
  }, 0)
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`
}
