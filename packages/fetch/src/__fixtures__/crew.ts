// Starts and ends what record-many.ts is run by.
import { fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { parseCassette } from '@respool/core'
import type { Job, Report } from './record-many.ts'

const script = new URL('./record-many.ts', import.meta.url)
const execArgv = ['--conditions=@respool/source']

export interface Member {
  /** Resolves when its recorder is open. */
  readonly opened: Promise<unknown>
  /** What it said at its end; undefined where it was killed. */
  readonly ended: Promise<Report | undefined>
  go(): void
  kill(): void
}

export function startProcess(job: Job): Member {
  const child = fork(fileURLToPath(script), [JSON.stringify(job)], { execArgv, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return {
    ...watch(child),
    go: () => void (child.connected && child.send('go', () => {})),
    kill: () => void child.kill('SIGKILL'),
  }
}

/** One to which the system gives no file larger than so many bytes: the nearest thing to a full disk that needs no rights. */
export function startCramped(job: Job, bytes: number): Member {
  const command = `ulimit -f ${Math.floor(bytes / 512)}; exec "$0" "$@"`
  const args = ['-c', command, process.execPath, ...execArgv, fileURLToPath(script), JSON.stringify(job)]
  const child = spawn('/bin/sh', args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
  return { ...watch(child), go: () => void child.send('go'), kill: () => void child.kill('SIGKILL') }
}

export function startThread(job: Job): Member {
  const worker = new Worker(script, { workerData: job, execArgv })
  return { ...watch(worker), go: () => worker.postMessage('go'), kill: () => void worker.terminate() }
}

function watch(member: NodeJS.EventEmitter): Pick<Member, 'opened' | 'ended'> {
  const messages: unknown[] = []
  const exit = once(member, 'exit') as Promise<[code: number | null]>
  const opened = new Promise<void>((resolve) => {
    member.on('message', (message) => {
      messages.push(message)
      resolve()
    })
    void exit.then(() => resolve())
  })
  const ended = exit.then(([code]) => {
    if (code !== 0 && code !== null) throw new Error(`A recorder ended with code ${code}.`)
    return messages[1] as Report | undefined
  })
  return { opened, ended }
}

/** All open before the first one asks, let alone closes. */
export async function letGo(members: readonly Member[]): Promise<(Report | undefined)[]> {
  await Promise.all(members.map(({ opened }) => opened))
  for (const member of members) member.go()
  return Promise.all(members.map(({ ended }) => ended))
}

/** What the applications have seen end. */
export function acknowledged(file: string): string[] {
  return existsSync(file) ? readFileSync(file, 'utf8').split('\n').slice(0, -1) : []
}

/** The labels in a cassette, which is whole; none where there is none. */
export async function labelsIn(file: string): Promise<{ labels: string[]; ids: (number | undefined)[] }> {
  const { interactions } = existsSync(file) ? await parseCassette(readFileSync(file)) : { interactions: [] }
  const labels = interactions.map(({ request, response }) => {
    const [asked, answered] = [String(request.body), Buffer.concat(response.chunks).toString()]
    if (response.end === 'complete' && asked !== answered) throw new Error('An answer is another request’s.')
    return (JSON.parse(asked) as { label: string }).label
  })
  return { labels, ids: interactions.map(({ id }) => id) }
}
