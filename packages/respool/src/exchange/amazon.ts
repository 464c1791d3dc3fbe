import { isObject, type JsonObject, type JsonValue } from '@respool/core'

const prelude = 12
const checksum = 4

/**
 * The payloads of a binary stream of events, as Bedrock sends them: a length, that of the headers, a checksum; headers; the payload; a checksum. A model's own
 * event is in base64 inside of one.
 *
 * @see https://smithy.io/2.0/aws/amazon-eventstream.html
 */
export function amazonEvents(bytes: Buffer): JsonObject[] {
  const events: JsonObject[] = []
  let at = 0
  while (at + prelude + checksum <= bytes.length) {
    const length = bytes.readUInt32BE(at)
    const end = at + length
    // Cut off, or none of this kind.
    if (length < prelude + checksum || end > bytes.length) break
    const payload = bytes.subarray(at + prelude + bytes.readUInt32BE(at + 4), end - checksum)
    events.push(...eventIn(payload.toString('utf8')))
    at = end
  }
  return events
}

function eventIn(payload: string): JsonObject[] {
  const value = parsed(payload)
  const inside = typeof value?.['bytes'] === 'string' ? parsed(Buffer.from(value['bytes'], 'base64').toString('utf8')) : value
  return inside ? [inside] : []
}

function parsed(text: string): JsonObject | undefined {
  try {
    const value = JSON.parse(text) as JsonValue
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}
