import { readdirSync } from 'node:fs'
import { formatSuite } from '@respool/conformance'
import { goVcr } from './index.ts'
import { fixture } from './test-data.ts'

const text = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) })

formatSuite({
  name: 'go-vcr',
  format: goVcr,
  samples: readdirSync(new URL('__fixtures__/', import.meta.url))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => ({ name, bytes: fixture(name) })),
  broken: [
    text('another version', '---\nversion: 3\ninteractions: []\n'),
    text('no interactions', '---\nversion: 2\n'),
    text('interactions that are none', '---\nversion: 2\ninteractions:\n- 1\n'),
    text('a key twice', '---\nversion: 2\nversion: 2\ninteractions: []\n'),
    text('a quote that never ends', '---\nversion: 2\ninteractions:\n- id: 0\n  request:\n    body: "a\n'),
  ],
  foreign: [
    text(
      'Python’s VCR',
      'interactions:\n- request:\n    body: null\n    uri: https://api.example.com\n  response:\n    body:\n      string: hi\nversion: 1\n',
    ),
    text('some other YAML', 'version: 2\njobs:\n  build: {}\n'),
  ],
})
