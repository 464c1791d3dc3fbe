import type { Capture } from '@respool/core'
import type { Fetch } from './fetch.ts'
import type { OutgoingRequest } from './request.ts'
import { fetched } from './response.ts'
import { tee } from './tee.ts'

/** Calls the network. The caller has every chunk at once, the capture a copy. */
export async function record(capture: Capture, request: OutgoingRequest, upstream: Fetch): Promise<Response> {
  const response = await send(capture, request, upstream)
  // Only a browser has such: a response whose content it hides, which therefore cannot be kept.
  if (response.type === 'opaque' || response.type === 'opaqueredirect' || response.type === 'error') {
    capture.drop(`the browser hides the content of a response of type ${response.type}`)
    return response
  }
  const encoding = response.headers.get('content-encoding')
  if (encoding !== null && !decoded(encoding)) {
    capture.drop(`its content came encoded as ${encoding}, which not every fetch decodes; have the server answer accept-encoding: identity`)
    return response
  }
  const { status, statusText, headers, url } = response
  capture.head({ status, statusText, headers, ...(url !== '' && { url }) })
  if (!response.body) {
    capture.end()
    return response
  }
  return fetched(tee(response.body, capture, request), { status, statusText, headers, url, redirected: response.redirected })
}

// What every fetch decodes. Node 22's hands out zstd as it came, those of Deno and of Workers deflate and x-gzip, and a cassette holds content, not codes.
function decoded(encoding: string): boolean {
  return encoding.split(',').every((coding) => /^\s*(identity|gzip|br)\s*$/i.test(coding))
}

// Whatever answers a request for exactly `identity`, Deno hands out as it came. The same in other words, and it decodes as it always does.
// https://www.rfc-editor.org/rfc/rfc9110#section-12.5.3
function unencoded({ requestHeaders }: Capture): { readonly [name: string]: string } {
  return 'Deno' in globalThis ? { ...requestHeaders, 'accept-encoding': 'identity;q=1' } : requestHeaders
}

async function send(capture: Capture, request: OutgoingRequest, upstream: Fetch): Promise<Response> {
  try {
    return await request.send(upstream, unencoded(capture))
  } catch (error) {
    capture.drop()
    throw error
  }
}
