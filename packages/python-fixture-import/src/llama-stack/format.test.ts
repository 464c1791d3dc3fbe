import { formatSuite } from '@respool/conformance'
import { readFileSync } from 'node:fs'
import { callOf, llamaStackFile, recordingText } from '../__fixtures__/recordings.ts'
import { llamaStack } from './format.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const file = (name: string, record: object) => ({ name, bytes: bytes(recordingText(record)) })
const text = (name: string, content: string) => ({ name, bytes: bytes(content) })

formatSuite({
  name: 'llama-stack',
  format: llamaStack(),
  extension: '.json',
  samples: [
    llamaStackFile,
    file('before tests had ids', callOf({ testId: undefined })),
    file('outside of any test', callOf({ testId: null })),
    file('a tool', {
      test_id: 'a',
      request: { test_id: 'a', provider: 'tavily', tool_name: 'web_search', kwargs: {} },
      response: { body: {} },
    }),
    { name: 'on one line', bytes: bytes(JSON.stringify(callOf())) },
    { name: 'with CRLF', bytes: bytes(recordingText(callOf()).replaceAll('\n', '\r\n')) },
  ],
  broken: [
    text('no request', '{"test_id": "a", "response": {}}'),
    text('no response', '{"test_id": "a", "request": {"body": {}, "url": "https://a.example"}}'),
    text('a request of nothing', '{"request": {}, "response": {}}'),
    text('a conflict', '{\n<<<<<<< HEAD\n  "request": {},\n'),
    { name: 'no UTF-8', bytes: Uint8Array.of(0x7b, 0xff, 0x7d) },
    { name: 'cut off', bytes: llamaStackFile.bytes.subarray(0, -20) },
  ],
  foreign: [
    text('a package.json', '{\n  "name": "a",\n  "version": "1.0.0"\n}\n'),
    text('vcrpy in JSON', '{"version": 1, "interactions": []}'),
    {
      name: 'go-vcr',
      bytes: new Uint8Array(readFileSync(new URL('../../../../examples/demo/__fixtures__/from-go.yaml', import.meta.url))),
    },
  ],
})
