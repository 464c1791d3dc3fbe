/** How large an answer, and how large a request. */
export interface Task {
  readonly title: string
  /** Of the answer. One is JSON, which is read whole, as clients do; more is a stream, read as it arrives. */
  readonly chunks: number
  /** Bytes of the request, about. */
  readonly request: number
}

const small = 1000

/** All answers to a small request, and the small answer to all requests: agents send 50 to 500 kB of prompt with every turn. */
export const tasks = {
  json: { title: 'JSON of 1.3 kB', chunks: 1, request: small },
  'stream-5': { title: 'a stream of 5 chunks', chunks: 5, request: small },
  'stream-200': { title: 'a stream of 200 chunks', chunks: 200, request: small },
  'stream-5000': { title: 'a stream of 5,000 chunks', chunks: 5000, request: small },
  'request-50kB': { title: 'JSON, a request of 50 kB', chunks: 1, request: 50_000 },
  'request-200kB': { title: 'JSON, a request of 200 kB', chunks: 1, request: 200_000 },
  'request-500kB': { title: 'JSON, a request of 500 kB', chunks: 1, request: 500_000 },
} as const satisfies { readonly [id: string]: Task }

export type TaskId = keyof typeof tasks
