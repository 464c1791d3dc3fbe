import { isObject, type JsonObject, type JsonValue } from '@respool/core'
import { lexemeOf } from '../json/exact.ts'

export type EmbeddingFormat = 'float' | 'base64'

/**
 * The response in the encoding that a request asks for. The recorder kept numbers, whichever way they came; a client that asked for base64 and is
 * given numbers reads zeros, and says nothing.
 */
export function encodeEmbeddings(response: JsonValue, format: EmbeddingFormat): JsonValue {
  if (!isObject(response) || !Array.isArray(response['data'])) return response
  const data = response['data'].map((item) => (isObject(item) ? { ...item, embedding: encode(item['embedding'] ?? null, format) } : item))
  return { ...response, data } satisfies JsonObject
}

function encode(embedding: JsonValue, format: EmbeddingFormat): JsonValue {
  if (format === 'base64') return Array.isArray(embedding) ? toBase64(embedding) : embedding
  return typeof embedding === 'string' ? fromBase64(embedding) : embedding
}

/** 32-bit floats, the lowest byte first: what the API sends, on any machine. */
function toBase64(numbers: readonly JsonValue[]): string {
  const bytes = Buffer.alloc(numbers.length * 4)
  for (const [index, number] of numbers.entries()) bytes.writeFloatLE(numberOf(number), index * 4)
  return bytes.toString('base64')
}

function fromBase64(text: string): number[] {
  const bytes = Buffer.from(text, 'base64')
  return Array.from({ length: bytes.length >> 2 }, (_, index) => bytes.readFloatLE(index * 4))
}

function numberOf(value: JsonValue): number {
  return typeof value === 'string' ? Number(lexemeOf(value) ?? value) : Number(value)
}
