import { AsyncResource } from 'node:async_hooks'
import { Duplex } from 'node:stream'
import { clearTimeout, setTimeout } from 'node:timers'

type Done = (error?: Error | null) => void

// On the prototype, under a name that every copy of this package knows.
const brand = Symbol.for('respool.memory-socket')

/** One end of a connection that is only in memory, with what node:http and its clients expect of a `net.Socket`. */
export class MemorySocket extends Duplex {
  readonly connecting = false
  timeout: number | undefined
  bytesRead = 0
  bytesWritten = 0
  #peer!: MemorySocket
  #scope: AsyncResource
  #timer: NodeJS.Timeout | undefined
  /** Says that there is room again for what the peer wrote. */
  #room: Done | undefined
  /** Has a listener thrown what is not uncaught yet? */
  #thrown = false

  /**
   * Two ends: what is written to one is read from the other, with back-pressure. Whatever they tell, they tell in the async context of this call, whoever
   * has caused it.
   */
  static pair(): [MemorySocket, MemorySocket] {
    const scope = new AsyncResource('RESPOOL_SOCKET', { requireManualDestroy: true })
    const [one, other] = [new MemorySocket(scope), new MemorySocket(scope)]
    one.#peer = other
    other.#peer = one
    return [one, other]
  }

  static {
    Object.defineProperty(this.prototype, brand, { value: true })
  }

  private constructor(scope: AsyncResource) {
    super({ allowHalfOpen: true })
    this.#scope = scope
  }

  /** The other end. */
  get peer(): MemorySocket {
    return this.#peer
  }

  override _read(): void {
    this.#makeRoom()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: Done): void {
    this.#send(chunk, done)
  }

  /** An HTTP chunk is written in three pieces; its reader has it in one. */
  override _writev(chunks: { chunk: Buffer }[], done: Done): void {
    this.#send(Buffer.concat(chunks.map(({ chunk }) => chunk)), done)
  }

  override _final(done: Done): void {
    const peer = this.#peer
    if (!peer.destroyed) this.#tell(() => peer.push(null))
    done()
  }

  override _destroy(error: Error | null, done: Done): void {
    clearTimeout(this.#timer)
    this.#makeRoom()
    // After an end on both sides the other one may still have something to read.
    const graceful = !error && this.writableFinished && this.readableEnded
    const peer = this.#peer
    if (!graceful) this.#tell(() => process.nextTick(() => peer.destroy()))
    done(error)
  }

  #send(chunk: Buffer, done: Done): void {
    this.bytesWritten += chunk.length
    this.#refresh()
    this.#peer.#receive(chunk, done)
  }

  #receive(chunk: Buffer, done: Done): void {
    // What was thrown comes first, as on a connection whose data comes in turns of its own.
    if (this.#thrown) return process.nextTick(() => this.#receive(chunk, done))
    // As a kernel takes it, though nobody will ever read it.
    if (this.destroyed || this.readableEnded) return done()
    this.bytesRead += chunk.length
    this.#refresh()
    if (this.#tell(() => this.push(chunk)) === false && chunk.length > 0) this.#room = done
    else done()
  }

  #makeRoom(): void {
    const room = this.#room
    this.#room = undefined
    if (room) this.#tell(room)
  }

  /** Has this end's listeners called, the application's among them: what they throw is theirs, and nobody's who has written here. */
  #tell<Value>(call: () => Value): Value | undefined {
    try {
      return this.#scope.runInAsyncScope(call)
    } catch (error) {
      this.#thrown = true
      process.nextTick(() => {
        this.#thrown = false
        throw error
      })
      return undefined
    }
  }

  #refresh(): void {
    this.#timer?.refresh()
  }

  setTimeout(milliseconds: number, listener?: () => void): this {
    clearTimeout(this.#timer)
    this.timeout = milliseconds
    this.#timer = milliseconds > 0 ? setTimeout(() => this.#idle(), milliseconds).unref() : undefined
    if (listener && milliseconds > 0) this.once('timeout', listener)
    else if (listener) this.removeListener('timeout', listener)
    return this
  }

  #idle(): void {
    this.#tell(() => this.emit('timeout'))
  }

  address(): object {
    return {}
  }

  setNoDelay(): this {
    return this
  }

  setKeepAlive(): this {
    return this
  }

  ref(): this {
    return this
  }

  unref(): this {
    return this
  }
}

export function isMemorySocket(socket: object): boolean {
  return brand in socket
}
