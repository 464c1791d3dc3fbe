/** Time, injected, so that tests decide how it passes. */
export interface Clock {
  /** Milliseconds since some fixed point, never going back. */
  now(): number
  /** Today's date and time: ISO 8601, UTC. */
  date(): string
  /** Resolves after `ms` milliseconds, or at once where the signal aborts; it never rejects. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>
}

export const systemClock: Clock = {
  now: () => performance.now(),
  date: () => new Date().toISOString(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve()
      const timer = setTimeout(done, ms)
      function done(): void {
        // Both are let go of, so that neither a timer nor a listener outlives the wait.
        clearTimeout(timer)
        signal?.removeEventListener('abort', done)
        resolve()
      }
      signal?.addEventListener('abort', done)
    }),
}
