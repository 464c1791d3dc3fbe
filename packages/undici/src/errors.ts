// undici's own errors, without undici: it knows them by these marks, whichever copy of it looks.
const mark = (code: string) => Symbol.for(`undici.error.${code}`)

/** What a request that was given up without a reason fails with. */
export function requestAborted(): Error {
  return undiciError('AbortError', 'Request aborted', ['UND_ERR_ABORTED', 'UND_ERR_ABORT'])
}

/** A connection that broke, as undici reports it. @param cause what the cassette says */
export function connectionBroke(cause: unknown): Error {
  return undiciError('SocketError', 'other side closed', ['UND_ERR_SOCKET'], { cause })
}

function undiciError(name: string, message: string, codes: readonly string[], options?: ErrorOptions): Error {
  const error = Object.assign(new Error(message, options), { name, code: codes[0] })
  for (const code of ['UND_ERR', ...codes]) Object.defineProperty(error, mark(code), { value: true })
  return error
}
