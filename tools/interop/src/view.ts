// What both schemas keep of an exchange, for comparing what Go loaded with what it should have found.
import { bodyBytes, type Interaction } from '@respool/core'
import { toBase64, type LoadedInteraction, type WireHeader } from './wire.ts'

export function viewOfGo({ request, response }: LoadedInteraction): string {
  return JSON.stringify([
    [request.method, request.url, request.body, headerView(request.headers)],
    [response.status, response.code, response.body, headerView(response.headers)],
  ])
}

export function viewOfRespool({ request, response }: Interaction): string {
  const status = response.statusText === '' ? String(response.status) : `${response.status} ${response.statusText}`
  return JSON.stringify([
    [toBase64(request.method), toBase64(request.url), toBase64(bodyBytes(request.body)), headerView(group(request.headers))],
    [toBase64(status), response.status, toBase64(Buffer.concat(response.chunks)), headerView(group(response.headers))],
  ])
}

/** A Go map has no order, and `null` is an empty one. */
function headerView(headers: readonly WireHeader[]): unknown {
  return headers.map(({ name, values }) => [name, ...values]).toSorted(([left], [right]) => (left! < right! ? -1 : 1))
}

function group(headers: Interaction['request']['headers']): WireHeader[] {
  const names = [...new Set(headers.map(([name]) => name))]
  return names.map((name) => ({
    name: toBase64(name),
    values: headers.filter(([each]) => each === name).map(([, value]) => toBase64(value)),
  }))
}
