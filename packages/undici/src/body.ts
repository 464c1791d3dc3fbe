import type { Readable } from 'node:stream'
import type { InContext } from './caller.ts'

/** A request's body, whatever form it was given in. */
export interface OutgoingBody {
  /** Its content type, where it has one that no header tells. */
  readonly type?: string
  /** The whole body, once; a promise only where there is something to wait for. */
  read(): Content | Promise<Content>
  /** Reads it for nothing: whoever pipes it waits until it is taken. */
  discard(): void
  /** Gives up reading. */
  stop(reason: unknown): void
  /** What to send in its place once it was read. @param lengthKnown does a header tell its length? */
  again(read: Content, lengthKnown: boolean): unknown
}

type Content = string | Uint8Array | undefined

export function outgoingBody(body: unknown): OutgoingBody {
  if (body === undefined || body === null) return plain(body, undefined)
  if (typeof body === 'string') return plain(body, body)
  if (ArrayBuffer.isView(body)) return plain(body, new Uint8Array(body.buffer, body.byteOffset, body.byteLength))
  if (body instanceof ArrayBuffer) return plain(body, new Uint8Array(body))
  if (isForm(body)) return form(body)
  if (isBlob(body)) return blob(body)
  if (isIterable(body)) return pieces(body)
  throw new TypeError('The body must be a string, bytes, a Blob, a FormData, a Readable, an iterable or an async iterable.')
}

/** A body that is sent on as it is, its own code, if it has any, running where it belongs. */
export function bodyInContext(body: unknown, inContext: InContext): unknown {
  if (isNodeStream(body)) {
    const read = Reflect.get<Readable, '_read'>(body, '_read')
    Reflect.set(body, '_read', (size: number) => inContext(() => read.call(body, size)))
    return body
  }
  // Only a generator has code that runs as it is read.
  if (typeof (body as AsyncGenerator | undefined)?.next !== 'function') return body
  const source = body as AsyncGenerator
  return {
    [Symbol.asyncIterator]: () => ({
      next: () => inContext(() => source.next()),
      return: (value?: unknown) => inContext(() => source.return?.(value)),
    }),
  }
}

function plain(body: unknown, content: Content): OutgoingBody {
  return { read: () => content, discard() {}, stop() {}, again: () => body }
}

/** Encoded here and now, since the boundary must be known; and as a global form, since no other is known to the global Response. */
function form(body: FormData): OutgoingBody {
  const copy = new FormData()
  for (const [name, value] of body) {
    if (typeof value === 'string') copy.append(name, value)
    else copy.append(name, value, value.name)
  }
  const encoded = new Response(copy)
  return {
    type: encoded.headers.get('content-type')!,
    read: async () => new Uint8Array(await encoded.arrayBuffer()),
    discard() {},
    stop() {},
    again: asBuffer,
  }
}

function blob(body: Blob): OutgoingBody {
  return {
    ...(body.type !== '' && { type: body.type }),
    read: async () => new Uint8Array(await body.arrayBuffer()),
    discard() {},
    stop() {},
    again: asBuffer,
  }
}

function pieces(body: Iterable<unknown> | AsyncIterable<unknown>): OutgoingBody {
  let iterator: Iterator<unknown> | AsyncIterator<unknown> | undefined

  async function each(take: (piece: unknown) => void): Promise<void> {
    iterator = Symbol.asyncIterator in body ? body[Symbol.asyncIterator]() : body[Symbol.iterator]()
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) take(next.value)
  }

  return {
    async read() {
      const read: Uint8Array[] = []
      await each((piece) => read.push(bytesOf(piece)))
      return Buffer.concat(read)
    },
    discard: () => void each(() => {}).catch(() => {}),
    stop(reason) {
      if (isNodeStream(body)) {
        body.on('error', () => {})
        body.destroy(reason instanceof Error ? reason : undefined)
        // A generator that is waiting for something only ends after that.
      } else void Promise.resolve(iterator?.return?.()).catch(() => {})
    },
    again: (read, lengthKnown) => (lengthKnown ? asBuffer(read) : oncePiece(asBuffer(read))),
  }
}

// Of unknown length again: sent as bytes it would gain a Content-Length that it did not have.
async function* oncePiece(bytes: Buffer): AsyncGenerator<Buffer> {
  if (bytes.byteLength > 0) yield bytes
}

function asBuffer(read: Content): Buffer {
  const bytes = read as Uint8Array
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

function bytesOf(piece: unknown): Uint8Array {
  if (typeof piece === 'string') return Buffer.from(piece)
  if (ArrayBuffer.isView(piece)) return new Uint8Array(piece.buffer, piece.byteOffset, piece.byteLength)
  if (piece instanceof ArrayBuffer) return new Uint8Array(piece)
  throw new TypeError(`A request's body gave ${Object.prototype.toString.call(piece)}, which is neither text nor bytes.`)
}

// By what they are called, not by their class: undici has its own FormData, and so has every copy of it.
function isForm(body: unknown): body is FormData {
  return Object.prototype.toString.call(body) === '[object FormData]'
}

function isBlob(body: unknown): body is Blob {
  return /^\[object (?:Blob|File)\]$/.test(Object.prototype.toString.call(body))
}

function isIterable(body: unknown): body is Iterable<unknown> | AsyncIterable<unknown> {
  return typeof body === 'object' && body !== null && (Symbol.asyncIterator in body || Symbol.iterator in body)
}

function isNodeStream(body: unknown): body is Readable {
  return typeof body === 'object' && body !== null && 'pipe' in body && '_read' in body
}
