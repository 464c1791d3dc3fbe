/** Waits for a signal. */
export interface AbortListener {
  /** Adds what else is to happen. */
  also(action: () => void): void
  /** Lets go of the signal, which may outlive the response by far. */
  ignore(): void
}

export function onAbort(signal: AbortSignal | null | undefined, action: () => void): AbortListener {
  const actions = [action]
  const listener = () => actions.forEach((each) => each())
  signal?.addEventListener('abort', listener, { once: true })
  return {
    also: (more) => void actions.push(more),
    ignore: () => signal?.removeEventListener('abort', listener),
  }
}
