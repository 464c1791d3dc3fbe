import type { Heading, Link, Node, Parents, PhrasingContent } from 'mdast'
import { fromMarkdown } from 'mdast-util-from-markdown'

const ours = 'https://github.com/respool/respool/'

/** Where a page's links lead within the repository: paths from its top, each with its anchor, if any. Links to elsewhere are left out. */
export function linksOf(page: string, markdown: string): { path: string; anchor: string | undefined }[] {
  const urls = nodesOf<Link>(fromMarkdown(markdown), 'link').map(({ url }) => url)
  return urls.flatMap((url) => {
    const local = url.startsWith(ours) ? inRepository(url.slice(ours.length)) : /^[a-z]+:/.test(url) ? undefined : url
    if (local === undefined) return []
    const { pathname, hash } = new URL(local, `file:///${url.startsWith(ours) ? '' : page}`)
    return [{ path: decodeURIComponent(pathname).slice(1), anchor: hash === '' ? undefined : decodeURIComponent(hash.slice(1)) }]
  })
}

// Packages' pages are read on npm, too, where a path would lead nowhere.
function inRepository(path: string): string | undefined {
  return /^(?:blob|tree)\/main\/(.*)/.exec(path)?.[1]
}

/** The anchors that GitHub gives a page's headings. */
export function anchorsOf(markdown: string): Set<string> {
  const anchors = new Set<string>()
  for (const heading of nodesOf<Heading>(fromMarkdown(markdown), 'heading')) {
    const anchor = textOf(heading)
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\p{M}\p{Pc}\- ]/gu, '')
      .replaceAll(' ', '-')
    let unique = anchor
    for (let n = 1; anchors.has(unique); n++) unique = `${anchor}-${n}`
    anchors.add(unique)
  }
  return anchors
}

function nodesOf<Wanted extends Node>(node: Node, type: Wanted['type']): Wanted[] {
  const below = 'children' in node ? (node as Parents).children.flatMap((child) => nodesOf<Wanted>(child, type)) : []
  return node.type === type ? [node as Wanted, ...below] : below
}

function textOf({ children }: { children: readonly PhrasingContent[] }): string {
  return children.map((child) => ('value' in child ? child.value : 'children' in child ? textOf(child) : '')).join('')
}
