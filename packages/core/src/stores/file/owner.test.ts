import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { describe, expect, test } from 'vitest'

import { ownerPattern, processes } from './owner.ts'

const withoutProc = { proc: '/nowhere' }

describe.each([
  ['as this system tells processes apart', {}],
  ['without /proc', withoutProc],
])('%s', (_, options) => {
  const { newOwner, isAlive } = processes(options)

  test('every owner has a name of its own, good for a file', () => {
    const owners = Array.from({ length: 1000 }, newOwner)
    expect(new Set(owners).size).toBe(1000)
    for (const owner of owners) expect(owner).toMatch(new RegExp(`^${ownerPattern}$`))
  })

  test('this process is alive, also as another copy of this module knows it', () => {
    expect(isAlive(newOwner())).toBe(true)
    expect(isAlive(processes(options).newOwner())).toBe(true)
  })

  test('a process is alive until it ends', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'])
    await once(child, 'spawn')
    const owner = newOwner().replace(/^\d+/, String(child.pid))
    const known = options === withoutProc ? owner : await ownerOf(child.pid!, owner)
    expect(isAlive(known)).toBe(true)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(isAlive(known)).toBe(false)
  })

  test.each(['0-0-00', '4194999-1-00', 'nonsense', '', '-', '1e3-t5-00', '99999999999999999999-t1-0'])('%j is dead', (owner) => {
    expect(isAlive(owner)).toBe(false)
  })
})

test.skipIf(process.platform !== 'linux')('a process that has the id of an earlier one is not taken for it', () => {
  const { newOwner, isAlive } = processes()
  expect(isAlive(newOwner().replace(/^(\d+)-\d+/, '$1-1'))).toBe(false)
})

test('without /proc, a process that began before the machine did is dead', () => {
  const { newOwner, isAlive } = processes(withoutProc)
  expect(isAlive(newOwner().replace(/-t\d+/, '-t1000'))).toBe(false)
})

test('a thread has the process of its siblings, and a name of its own', async () => {
  const { newOwner, isAlive } = processes()
  const code = `import('node:worker_threads').then(async ({ parentPort }) => {
    const { processes } = await import(${JSON.stringify(new URL('./owner.ts', import.meta.url).href)})
    parentPort.postMessage(processes().newOwner())
  })`
  const worker = new Worker(code, { eval: true })
  const [owner] = (await once(worker, 'message')) as [string]
  await worker.terminate()
  expect(owner.split('-').slice(0, 2)).toEqual(newOwner().split('-').slice(0, 2))
  // A limit, and said so in the documentation: it lives as long as its process.
  expect(isAlive(owner)).toBe(true)
})

/** The owner that a child would call itself: only it knows when it began. */
async function ownerOf(pid: number, fallback: string): Promise<string> {
  if (process.platform !== 'linux') return fallback
  const { readFileSync } = await import('node:fs')
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
  return `${pid}-${stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]}-00`
}
