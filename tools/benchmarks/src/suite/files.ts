import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** How the tests of a suite are written, which is all in which one differs from another. */
export interface Style {
  readonly imports: string
  /** Before the tests of a file. */
  readonly setup?: string
  readonly test: (index: number) => string
}

const headers = "{ headers: { 'content-type': 'text/event-stream' } }"

export const styles = {
  'plain stubs': {
    imports: "import { expect, test } from 'vitest'\nimport { askFor, streamOf, textOf } from '../answers.ts'",
    test: (index) => `test('question ${index}', async () => {
  const fetch = async () => new Response(streamOf(${index}), ${headers})
  expect(await askFor(fetch, ${index})).toBe(textOf(${index}))
})`,
  },
  respool: {
    imports:
      "import { createFetch } from '@respool/fetch'\nimport { test } from '@respool/vitest'\nimport { askFor, streamOf, textOf } from '../answers.ts'",
    // Recorded once from a stub, which in replay is not asked.
    test: (index) => `test('question ${index}', async ({ recorder, expect }) => {
  const upstream = async () => new Response(streamOf(${index}), ${headers})
  expect(await askFor(createFetch(recorder, { fetch: upstream }), ${index})).toBe(textOf(${index}))
})`,
  },
  nock: {
    imports: "import nock from 'nock'\nimport { afterEach, expect, test } from 'vitest'\nimport { askFor, textOf } from '../answers.ts'",
    setup: 'nock.disableNetConnect()\nafterEach(() => nock.cleanAll())',
    test: (index) => `test('question ${index}', async () => {
  nock.load(new URL('../nock/${index}.json', import.meta.url).pathname)
  expect(await askFor(fetch, ${index})).toBe(textOf(${index}))
})`,
  },
  msw: {
    imports:
      "import { http, HttpResponse } from 'msw'\nimport { setupServer } from 'msw/node'\nimport { afterAll, afterEach, beforeAll, expect, test } from 'vitest'\nimport { askFor, streamOf, textOf, url } from '../answers.ts'",
    setup: `const server = setupServer()
beforeAll(() => server.listen({ onUnhandledRequest: 'error' }))
afterEach(() => server.resetHandlers())
afterAll(() => server.close())`,
    test: (index) => `test('question ${index}', async () => {
  server.use(http.post(url, () => new HttpResponse(streamOf(${index}), ${headers})))
  expect(await askFor(fetch, ${index})).toBe(textOf(${index}))
})`,
  },
} as const satisfies { readonly [name: string]: Style }

export type StyleName = keyof typeof styles

/** Ten tests a file. Their names are not those that the repository's own test run looks for. */
export function writeSuite(folder: string, name: StyleName, tests: number): void {
  const { imports, setup = '', test }: Style = styles[name]
  mkdirSync(join(folder, 'tests'), { recursive: true })
  copyFileSync(new URL('answers.ts', import.meta.url), join(folder, 'answers.ts'))
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  writeFileSync(
    join(folder, 'vitest.config.js'),
    // What is installed is not transformed; in this repository our packages are links, which look as if they were not installed.
    "export default { test: { include: ['tests/*.suite.js'], exclude: [], testTimeout: 60_000, server: { deps: { external: [/\\/packages\\//] } } } }\n",
  )
  for (let start = 0; start < tests; start += 10) {
    const cases = Array.from({ length: 10 }, (_, at) => test(start + at))
    const file = `${String(start / 10).padStart(2, '0')}.suite.js`
    writeFileSync(join(folder, 'tests', file), `${[imports, setup, ...cases].filter((part) => part !== '').join('\n\n')}\n`)
  }
}
