import { spawnSync } from 'node:child_process'
import type { Figure } from './table.ts'

/** What an opened cassette of 4 MB takes, in a process of its own, above what the process takes that has opened none. */
export function memory(): Figure {
  const child = new URL('memory-child.ts', import.meta.url).pathname
  const { status, stdout, stderr } = spawnSync(process.execPath, [...process.execArgv, '--expose-gc', child], { encoding: 'utf8' })
  if (status !== 0) throw new Error(`Measuring the memory failed: ${stderr}`)
  const { file, held } = JSON.parse(stdout) as { file: number; held: number }
  return {
    title: 'Memory of an opened cassette with one emoji in it, above a process without one',
    lines: [`${(file / 1e6).toFixed(1)} MB in the file, ${(held / 1e6).toFixed(1)} MB held: ${(held / file).toFixed(2)}x`],
  }
}
