import { headerValue, type HeaderList, type Interaction } from '@respool/core'
import type { Exchange } from '../exchange/read.ts'
import type { Reading } from '../exchange/reading.ts'
import { operationSchemas } from '../generated/operations.ts'
import { definition } from './schema.ts'

/** Whether a request is nothing to hold against a schema: there is none, or it is a form, whose parts are files. */
export function isExemptRequest({ request }: Exchange, { headers }: Interaction['request']): boolean {
  return request.kind === 'empty' || typeOf(headers).startsWith('multipart/') || beginsAsForm(request)
}

// Where headers were not kept, a form shows by its first boundary.
function beginsAsForm(request: Reading<unknown>): boolean {
  if (request.kind === 'text') return request.text.startsWith('--')
  return request.kind === 'bytes' && request.bytes[0] === 0x2d && request.bytes[1] === 0x2d
}

/**
 * Whether an answer is nothing to hold against a schema: the spec has none for it; sound and files are what they are; transcripts come as plain text where that was
 * asked for, of which the spec says nothing; and a body that was cut off is the recording's fault, not the API's.
 */
export function isExemptResponse(operation: Exchange['operation'], body: Reading<unknown>, response: Interaction['response']): boolean {
  const { response: name } = operationSchemas[operation]
  if (name === undefined || definition(name).type === 'string') return true
  if (operation.startsWith('POST /audio/') && typeOf(response.headers).startsWith('text/plain')) return true
  return body.kind !== 'json' && response.end !== 'complete'
}

function typeOf(headers: HeaderList): string {
  return headerValue(headers, 'content-type')?.toLowerCase() ?? ''
}
