import type * as Zlib from 'node:zlib'

/** Undoes a content coding as it flows. */
export interface ContentDecoder {
  /** @param decoded what has become of these bytes: nothing, where the coding has given none yet; told in order */
  write(bytes: Uint8Array, decoded: (content: Uint8Array | undefined) => void): void
  /** @param done told what was still to come; a stream that was cut is decoded as far as it goes, as fetch does */
  end(done: (content: Uint8Array | undefined) => void): void
}

/**
 * What decodes a content coding, by its `Content-Encoding`: gzip, deflate, br, and zstd where Node knows it (from 22.15 on). Undefined for any other, and for
 * several on top of each other.
 *
 * One piece of coded bytes gives at most one piece of content, so that chunks stay what they were on the wire.
 *
 * @param broken told, once, that these bytes are not of this coding; after that nothing more is decoded
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-8.4.1
 */
export function contentDecoder(coding: string, broken: (error: unknown) => void): ContentDecoder | undefined {
  // Loaded for the first response that needs it: every test file would pay for an import.
  const zlib = process.getBuiltinModule('node:zlib')
  const make = decoders[coding.trim().toLowerCase()]?.(zlib)
  return make && flowing(make, broken)
}

type Make = (first: number) => Zlib.Gunzip

const decoders: { readonly [coding: string]: ((zlib: typeof Zlib) => Make | undefined) | undefined } = {
  gzip: (zlib) => () => zlib.createGunzip({ finishFlush: zlib.constants.Z_SYNC_FLUSH }),
  'x-gzip': (zlib) => decoders['gzip']!(zlib),
  // Often sent without the wrapper that its name stands for; the first byte tells.
  deflate: (zlib) => (first) => {
    const options = { finishFlush: zlib.constants.Z_SYNC_FLUSH }
    return (first & 0x0f) === 8 ? zlib.createInflate(options) : zlib.createInflateRaw(options)
  },
  br: (zlib) => () => zlib.createBrotliDecompress({ finishFlush: zlib.constants.BROTLI_OPERATION_FLUSH }),
  zstd: (zlib) => zlib.createZstdDecompress && (() => zlib.createZstdDecompress({ finishFlush: zlib.constants.ZSTD_e_flush })),
}

function flowing(make: Make, broken: (error: unknown) => void): ContentDecoder {
  let decoder: Zlib.Gunzip | undefined
  let parts: Buffer[] = []
  let failed = false

  function start(first: number): Zlib.Gunzip {
    return make(first)
      .on('data', (part: Buffer) => parts.push(part))
      .on('error', (error) => {
        if (failed) return
        failed = true
        broken(error)
      })
  }

  function take(): Uint8Array | undefined {
    const taken = parts
    parts = []
    return taken.length === 0 ? undefined : Buffer.concat(taken)
  }

  return {
    write(bytes, decoded) {
      if (bytes.byteLength === 0) return decoded(undefined)
      decoder ??= start(bytes[0]!)
      // A copy: it is decoded later, and the bytes are the application's.
      decoder.write(Buffer.from(bytes), () => {
        if (!failed) decoded(take())
      })
    },
    end(done) {
      if (failed) return
      if (!decoder) return done(undefined)
      decoder.once('end', () => done(take())).end()
    },
  }
}
