import { existsSync } from 'node:fs'
import { glob, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { anchorsOf, linksOf } from './links.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

test('every link between pages leads to a file, and to a heading in it', async () => {
  const pages: string[] = []
  for await (const page of glob(['*.md', 'docs/**/*.md', '{packages,examples}/*/README.md'], { cwd: root })) pages.push(page)
  expect(pages).toContain('docs/guides/streaming.md')
  const broken: string[] = []
  for (const page of pages) {
    for (const { path, anchor } of linksOf(page, await readFile(root + page, 'utf8'))) {
      const found = existsSync(root + path) && (anchor === undefined || (await hasAnchor(path, anchor)))
      if (!found) broken.push(`${page}: ${path}${anchor === undefined ? '' : `#${anchor}`}`)
    }
  }
  expect(broken).toEqual([])
})

/** A folder shows its README, below an anchor of GitHub's own. */
async function hasAnchor(path: string, anchor: string): Promise<boolean> {
  const file = path.endsWith('.md') ? path : `${path.replace(/\/$/, '')}/README.md`
  return (file !== path && anchor === 'readme') || anchorsOf(await readFile(root + file, 'utf8')).has(anchor)
}

test.each([
  ['a page beside it', '[a](b.md)', { path: 'docs/b.md', anchor: undefined }],
  ['a page above', '[a](../README.md#clients)', { path: 'README.md', anchor: 'clients' }],
  ['itself', '[a](#here)', { path: 'docs/page.md', anchor: 'here' }],
  ['by its address', '[a](https://github.com/respool/respool/blob/main/docs/b.md#c)', { path: 'docs/b.md', anchor: 'c' }],
])('a link to %s', (_, markdown, link) => {
  expect(linksOf('docs/page.md', markdown)).toEqual([link])
})

test('links to elsewhere, and in code, are none', () => {
  expect(
    linksOf('a.md', '[a](https://example.com) [b](mailto:a@example.com) `[c](d.md)` [e](https://github.com/respool/respool/issues)'),
  ).toEqual([])
})

test('anchors are those of GitHub', () => {
  const anchors = anchorsOf(
    '# `createFetch(recorder, { fetch? })`\n\n## What’s new?\n\n## Twice\n\n## Twice\n\n### With _stress_ and [a link](b.md)\n',
  )
  expect([...anchors]).toEqual(['createfetchrecorder--fetch-', 'whats-new', 'twice', 'twice-1', 'with-stress-and-a-link'])
})
