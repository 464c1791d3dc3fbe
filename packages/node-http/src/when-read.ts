import type { IncomingMessage } from 'node:http'
import { clearTimeout, setTimeout } from 'node:timers'
import type { Exchange } from './exchange.ts'

// What a reader who has stopped may keep a broken connection open for, in milliseconds.
const patience = 2000

/**
 * Resolves when the application has read all that there is of the response, or has gone, or does not read.
 *
 * node:http throws away what was not read yet when a connection breaks. Live, a slow reader had its chunks as time went by; in replay they are all there at once,
 * and it would lose them.
 */
export function whenRead({ request, client }: Exchange): Promise<void> {
  return new Promise((resolve) => {
    const { res } = request
    if (!res) return resolve()
    const timer = setTimeout(done, patience)
    const check = () => {
      if (client.readableLength === 0 && res.readableLength === 0) done()
      else timer.refresh()
    }
    onRead(res, () => process.nextTick(check))
    client.once('close', done)
    check()

    function done(): void {
      clearTimeout(timer)
      client.off('close', done)
      Reflect.deleteProperty(res!, 'read')
      resolve()
    }
  })
}

/** Every way to read a stream, by events, by pipe or by iterating, calls this method. */
function onRead(stream: IncomingMessage, told: () => void): void {
  const read = stream.read.bind(stream)
  stream.read = (size) => {
    const chunk: unknown = read(size)
    told()
    return chunk
  }
}
