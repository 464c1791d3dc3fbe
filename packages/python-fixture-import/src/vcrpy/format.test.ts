import { readFileSync } from 'node:fs'
import { formatSuite } from '@respool/conformance'
import { filesIn } from '../__fixtures__/shared.ts'
import { fileURLToPath } from 'node:url'
import { llamaStackFile } from '../__fixtures__/recordings.ts'
import { pydanticAi, vcrpy } from './format.ts'

const fixtures = filesIn(fileURLToPath(new URL('__fixtures__/', import.meta.url)))
const ofPydantic = new Set(['frames.yaml', 'parsed-body.yaml'])
const text = (name: string, content: string) => ({ name, bytes: new TextEncoder().encode(content) })
const goVcr = {
  name: 'go-vcr',
  bytes: new Uint8Array(readFileSync(new URL('../../../../examples/demo/__fixtures__/from-go.yaml', import.meta.url))),
}

const goVcrOne = text(
  'go-vcr, version 1',
  `version: 1\ninteractions:\n- request: {body: '', form: {}, headers: {}, url: 'http://a.b', method: GET}\n`,
)

const request = `{method: POST, uri: 'https://api.example.com/', body: null, headers: {}}`
const response = `{status: {code: 200, message: OK}, headers: {}, body: {string: hi}}`
const broken = [
  text('no interactions', 'interactions:\nversion: 1\n'),
  text('a list, as before version 1', `- request: ${request}\n  response: ${response}\n`),
  text('a request alone', `interactions:\n- request: ${request}\nversion: 1\n`),
  text('no status', `interactions:\n- request: ${request}\n  response: {headers: {}, body: {string: hi}}\nversion: 1\n`),
  text('no uri', `interactions:\n- request: {method: GET}\n  response: ${response}\nversion: 1\n`),
  text('a quote that never ends', 'interactions:\n- request: {uri: "https'),
  text('a Python object', `interactions:\n- !!python/object/apply:os.system ["true"]\nversion: 1\n`),
  text('another Python object', `interactions:\n- request: !!python/object:builtins.object {}\nversion: 1\n`),
  text('an unknown tag', 'interactions:\n- !secret {}\n'),
  text(
    'gzip that is cut',
    `interactions:\n- request: ${request}\n  response: {status: {code: 200}, headers: {content-encoding: gzip}, body: {string: !!binary H4sIAAAAAAAA}}\nversion: 1\n`,
  ),
  text('JSON that is cut', '{"version": 1, "interactions": [{"request"'),
  text('two lists of different lengths', `requests:\n- ${request}\nresponses: []\n`),
  { name: 'a gzip file that is cut', bytes: fixtures.find(({ name }) => name === 'langchain.yaml.gz')!.bytes.subarray(0, 200) },
  text('a bomb of aliases', bomb(12)),
]

/** Each list has the one before nine times. */
function bomb(levels: number): string {
  const lines = Array.from(
    { length: levels },
    (_, level) =>
      `l${level}: &l${level} [${Array(9)
        .fill(level === 0 ? 'x' : `*l${level - 1}`)
        .join(', ')}]`,
  )
  return `${lines.join('\n')}\ninteractions:\n- *l${levels - 1}\nversion: 1\n`
}

formatSuite({
  name: 'vcrpy',
  format: vcrpy(),
  samples: [
    ...fixtures.filter(({ name }) => !ofPydantic.has(name)),
    text('the version on top', `version: 1\ninteractions:\n- request: ${request}\n  response: ${response}\n`),
  ],
  broken,
  foreign: [
    goVcr,
    goVcrOne,
    llamaStackFile,
    text('some YAML', 'jobs:\n  build: {}\n'),
    ...fixtures.filter(({ name }) => ofPydantic.has(name)),
  ],
})

formatSuite({
  name: 'pydantic-ai',
  format: pydanticAi(),
  samples: fixtures.filter(({ name }) => ofPydantic.has(name)),
  broken,
  foreign: [goVcr, llamaStackFile, ...fixtures.filter(({ name }) => !ofPydantic.has(name))],
})
