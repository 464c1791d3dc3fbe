import type { Terminal } from './terminal.ts'

export interface Progress {
  readonly show: (done: number, total: number, what: string) => void
  /** Leaves the line as it was found. */
  readonly end: () => void
}

// Drawing more often than this costs more than it tells.
const interval = 100

/** How far long work is, in one line of standard error, drawn over itself; nothing where that is no terminal. */
export function progressOn({ live, err, columns, now }: Terminal): Progress {
  if (!live) return { show() {}, end() {} }
  let last = -Infinity
  return {
    show(done, total, what) {
      if (now() - last < interval) return
      last = now()
      err(`\r\u001B[2K${`${done} of ${total}  ${what}`.slice(0, columns - 1)}`)
    },
    end() {
      if (last > -Infinity) err('\r\u001B[2K')
    },
  }
}
