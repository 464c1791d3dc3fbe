import { brotliDecompressSync, gunzipSync, inflateRawSync, inflateSync } from 'node:zlib'
import { headerValue, headerValues, type HeaderList } from '@respool/core'

/** Content without its encodings, and whether it had any. */
export interface Decoded {
  readonly content: Uint8Array
  readonly decoded: boolean
}

const most = 256 * 1024 * 1024

/**
 * Takes off what the header says was put on. Recorders decode some answers and leave the header, so what shows no sign of an encoding is taken as it is.
 *
 * @throws Error where it was encoded, and cannot be decoded
 */
export function decodeContent(content: Uint8Array, headers: HeaderList): Decoded {
  const encodings = headerValues(headers, 'content-encoding').flatMap((value) => value.split(',').map((each) => each.trim().toLowerCase()))
  let current = content
  for (const encoding of encodings.reverse()) current = decodeOne(current, encoding)
  return { content: current, decoded: current !== content }
}

function decodeOne(content: Uint8Array, encoding: string): Uint8Array {
  if (content.length === 0) return content
  if (encoding === 'gzip' || encoding === 'x-gzip')
    return content[0] === 0x1f && content[1] === 0x8b ? gunzipSync(content, { maxOutputLength: most }) : content
  // They have no sign of their own: what is text was decoded.
  if (encoding === 'br') return isText(content) ? content : brotliDecompressSync(content, { maxOutputLength: most })
  if (encoding === 'deflate') return isText(content) ? content : deflated(content)
  if (encoding === 'zstd' && hasZstdMagic(content)) throw new Error('zstd cannot be decoded here')
  return content
}

function deflated(content: Uint8Array): Uint8Array {
  try {
    return inflateSync(content, { maxOutputLength: most })
  } catch {
    return inflateRawSync(content, { maxOutputLength: most })
  }
}

function isText(content: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(content)
    return true
  } catch {
    return false
  }
}

function hasZstdMagic(content: Uint8Array): boolean {
  return content[0] === 0x28 && content[1] === 0xb5 && content[2] === 0x2f && content[3] === 0xfd
}

/** The type that content without one shows; undefined where it shows none. */
export function sniffType(content: Uint8Array): string | undefined {
  const text = new TextDecoder().decode(content.subarray(0, 4096)).trimStart()
  if (/^(?:data|event|id|retry)?:/.test(text)) return 'text/event-stream'
  if (!/^[[{"]/.test(text)) return undefined
  try {
    JSON.parse(new TextDecoder().decode(content))
    return 'application/json'
  } catch {
    return undefined
  }
}

/** An event stream with the blank line behind its last event: YAML that clips line feeds takes it, and clients would lose the event. */
export function withLastBlankLine(content: Uint8Array, headers: HeaderList): Uint8Array {
  if (!headerValue(headers, 'content-type')?.toLowerCase().startsWith('text/event-stream') || content.length === 0) return content
  const end = new TextDecoder('latin1').decode(content.subarray(-4))
  if (/(?:\r\n|\n|\r)(?:\r\n|\n|\r)$/.test(end)) return content
  const missing = /[\r\n]$/.test(end) ? '\n' : '\n\n'
  return Buffer.concat([content, Buffer.from(missing)])
}
