import type { Sent } from '@respool/conformance/driver'
import type { TestServer } from '@respool/testkit'

/** One request, with whatever the server has to be told first. */
export interface Exchange {
  readonly name: string
  readonly path: string
  readonly sent?: Omit<Sent, 'url'>
  /** Leaves the response to a script: what stands below this path. */
  readonly script?: Parameters<TestServer['script']>[1]
}

const json = [['content-type', 'application/json']] as const
const chat = (more: object): Omit<Sent, 'url'> => ({
  method: 'POST',
  headers: json,
  body: JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'Olá' }], ...more }),
})
const completions = '/v1/chat/completions'

/** What a cassette of any adapter may hold. Redirects are not among them: what is seen of one depends on the seam. */
export const exchanges: readonly Exchange[] = [
  { name: 'JSON', path: '/v1/models' },
  { name: 'a chat completion', path: completions, sent: chat({}) },
  { name: 'an event stream', path: completions, sent: chat({ stream: true }) },
  { name: 'an event stream with CR LF', path: completions, sent: chat({ stream: true, model: 'test-crlf' }) },
  { name: 'an event stream cut anywhere', path: completions, sent: chat({ stream: true, model: 'test-split' }) },
  { name: 'an event stream that came compressed', path: completions, sent: chat({ stream: true, model: 'test-gzip-always' }) },
  { name: 'JSON that came compressed', path: '/gzip' },
  { name: 'NDJSON', path: '/ndjson' },
  { name: 'bytes that are no text', path: '/v1/audio/speech', sent: chat({ input: 'hi' }) },
  {
    name: 'a form',
    path: '/echo/body',
    sent: { method: 'POST', headers: [['content-type', 'application/x-www-form-urlencoded']], body: 'a=%C3%BC&b=1+2' },
  },
  {
    name: 'a multipart form',
    path: '/echo/body?multipart',
    sent: {
      method: 'POST',
      headers: [['content-type', 'multipart/form-data; boundary=limit']],
      body: Buffer.from(['--limit', 'Content-Disposition: form-data; name="a"', '', 'ü', '--limit--', ''].join('\r\n')),
    },
  },
  { name: 'bytes sent', path: '/echo/body?bytes', sent: { method: 'PUT', body: new Uint8Array([0, 255, 10, 254]) } },
  { name: '204', path: '/status/204' },
  { name: '304', path: '/status/304' },
  { name: 'HEAD', path: '/v1/models', sent: { method: 'HEAD' } },
  { name: '404', path: '/status/404' },
  { name: '429', path: completions, sent: chat({ model: 'test-error-429' }) },
  { name: '500', path: completions, sent: chat({ model: 'test-error-500' }) },
  {
    name: '201 chunks',
    path: '/chunks',
    async script(stream) {
      for (let n = 0; n < 201; n++) {
        await stream.chunk(`data: {"n":${n}}\n\n`)
        // So that most arrive one by one.
        if (n % 10 === 0) await new Promise((resolve) => setTimeout(resolve, 1))
      }
      await stream.end()
    },
  },
  {
    name: 'a stream that broke',
    path: '/broken',
    async script(stream) {
      await stream.chunk('data: 1\n\n')
      await new Promise((resolve) => setTimeout(resolve, 30))
      await stream.cut('reset')
    },
  },
]
