import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { uptime } from 'node:os'

/** Who a journal or a lock belongs to: process id, when that process started, and a random part, since the threads of a process share the rest. */
export type Owner = string

/** What an owner looks like; it is part of file names, and those are not to be trusted. */
export const ownerPattern = String.raw`\d+-t?\d+-[0-9a-f]+`

/** What is known of processes. */
export interface Processes {
  readonly newOwner: () => Owner
  /** Whether the owner's process still runs. A thread that has ended lives as long as its process. */
  readonly isAlive: (owner: Owner) => boolean
}

/**
 * Process ids are used again, so the start tells one process from the next. Linux says it in /proc. Elsewhere (tried only by taking /proc away; not on
 * macOS or Windows) a process with this id counts as the owner, unless the machine was started after it.
 *
 * All who record one cassette at a time must see each other's processes: two containers or two machines on one folder do not.
 */
export function processes({ proc = '/proc' }: { proc?: string } = {}): Processes {
  const ownStart = startOf(proc, process.pid) ?? `t${Math.round(Date.now() - process.uptime() * 1000)}`
  const seesStarts = !ownStart.startsWith('t')
  return {
    newOwner: () => `${process.pid}-${ownStart}-${randomBytes(6).toString('hex')}`,
    isAlive(owner) {
      const [id = '', start = ''] = owner.split('-')
      if (seesStarts && !start.startsWith('t')) return startOf(proc, Number(id)) === start
      return runs(Number(id)) && !(start.startsWith('t') && bootedAfter(Number(start.slice(1))))
    },
  }
}

/**
 * When a process started, in ticks since the machine did; undefined where it does not run, or there is no /proc.
 *
 * @see https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html
 */
function startOf(proc: string, id: number): string | undefined {
  try {
    const text = readFileSync(`${proc}/${id}/stat`, 'latin1')
    // The second field is the command, in parentheses, with whatever characters it likes; the third is the state, the 22nd the start.
    const [state, ...rest] = text.slice(text.lastIndexOf(')') + 2).split(' ')
    // A zombie has ended; only its parent has not asked how.
    return state === 'Z' || state === 'X' ? undefined : rest[18]
  } catch {
    return undefined
  }
}

function runs(id: number): boolean {
  // 0 is no process but the caller's group.
  if (id === 0) return false
  try {
    process.kill(id, 0)
    return true
  } catch (error) {
    // EPERM: it is there, but somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

function bootedAfter(time: number): boolean {
  // Neither clock is exact; what is left within the minute counts as alive, which is the harmless mistake.
  return time < Date.now() - uptime() * 1000 - 60_000
}
