import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'

const root = new URL('../../../', import.meta.url)

/** The pages that readers of the packages read: paths from the repository's top, with their text. */
export async function readPages(): Promise<{ page: string; text: string }[]> {
  const packages = await readdir(new URL('packages/', root))
  const names = [
    'README.md',
    ...packages.toSorted().map((name) => `packages/${name}/README.md`),
    ...(await markdownIn('docs/')),
    ...(await markdownIn('docs/guides/')),
  ]
  return Promise.all(names.map(async (page) => ({ page, text: await readFile(fileURLToPath(new URL(page, root)), 'utf8') })))
}

async function markdownIn(folder: string): Promise<string[]> {
  const names = await readdir(new URL(folder, root))
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => folder + name)
    .toSorted()
}
