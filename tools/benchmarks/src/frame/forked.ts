import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Contestant, Kind, Outcome } from './group.ts'

const patience = 120_000
// Less is no measurement, and is not warmed up for.
const quick = 10

/** Milliseconds of measuring in a sample. 0: check only. */
export interface Order {
  readonly span: number
}

/** A process that stays, and is warm: it is checked, warmed up, and measured for so long when its turn comes. */
export function forked(name: string, kind: Kind, module: URL, args: readonly string[], span: number): Contestant {
  const warmUps = span < quick ? 0 : 3
  return {
    name,
    kind,
    async start() {
      const child = fork(module, args, {
        execArgv: [...process.execArgv, '--no-warnings'],
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      })
      let errors = ''
      child.stderr!.setEncoding('utf8').on('data', (text: string) => (errors += text))
      const ask = (order: Order) =>
        heard(
          child,
          () => child.send(order),
          () => errors,
        )
      const end = () => void child.kill('SIGKILL')
      try {
        await heard(
          child,
          () => {},
          () => errors,
        )
        const checked = await ask({ span: 0 })
        if (checked.fault !== undefined) return { sample: async () => checked, end }
        // The compiler finishes, and it shows how many requests fit.
        for (let warm = 0; warm < warmUps; warm++) await ask({ span: span / 2 })
        return { sample: async () => ({ ...(await ask({ span })), ...(checked.kept && { kept: checked.kept }) }), end }
      } catch (error) {
        end()
        throw error
      }
    },
  }
}

async function heard(child: ChildProcess, tell: () => void, errors: () => string): Promise<Outcome> {
  const over = new AbortController()
  const signal = AbortSignal.any([over.signal, AbortSignal.timeout(patience)])
  const exit = once(child, 'exit', { signal }).then(([code]) => {
    throw new Error(`the process ended with code ${String(code)}: ${errors().trim()}`)
  })
  try {
    const message = once(child, 'message', { signal })
    tell()
    const [outcome] = (await Promise.race([message, exit])) as [Outcome]
    return outcome
  } finally {
    exit.catch(() => {})
    over.abort()
  }
}
