import { isAscii } from 'node:buffer'
import type { JsonValue } from '@respool/core'
import { invalidRecording } from '../errors.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/** The text of a file, which must be UTF-8. */
export function decodeFile(bytes: Uint8Array, name: string): string {
  // As Python's json writes by default; this is the fastest way to read it.
  if (isAscii(bytes)) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1')
  try {
    return decoder.decode(bytes)
  } catch (error) {
    throw invalidRecording(name, 'it is not UTF-8, so it is no text. Was it compressed, or cut off?', {}, error)
  }
}

/**
 * Parses a file of JSON.
 *
 * @throws RespoolError `invalid-cassette`, with the line where it is known
 */
export function parseJsonFile(text: string, name: string, parse: (text: string) => JsonValue = JSON.parse): JsonValue {
  try {
    return parse(text)
  } catch (error) {
    if (error instanceof RangeError) throw invalidRecording(name, 'it is nested too deeply to be read.', {}, error)
    const reason = reasonOf(text)
    throw invalidRecording(
      name,
      `it is no JSON (${reason.message}). Was it cut off, or left in a merge conflict?`,
      { line: reason.line },
      error,
    )
  }
}

/** Asked of the text as it stands, whatever the parser that failed has made of it. */
function reasonOf(text: string): { line: number; message: string } {
  const lines = (end: number) => text.slice(0, end).split('\n').length
  try {
    JSON.parse(text)
    return { line: 1, message: 'a number that cannot be read' }
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const position = /at position (\d+)/.exec(message)?.[1]
    const at = position === undefined ? positionOf(message, text) : Number(position)
    return { line: lines(at), message: message.replace(/ in JSON.*/s, '').replace(/, (?:\.\.\.)?".*/s, '') }
  }
}

/** Of a token that is not expected, V8 says what stands around it, ten characters before it where there are as many. Without that, the text ended too early. */
function positionOf(message: string, text: string): number {
  const [, token = '', cut, around = ''] = /^Unexpected token '(.+?)', (\.\.\.)?"(.*)"(?:\.\.\.)? is not valid JSON$/s.exec(message) ?? []
  const found = around === '' ? -1 : text.indexOf(around)
  if (found === -1) return text.length
  return found + (cut === undefined ? around.indexOf(token) : 10)
}
