import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { entryPoints } from './packages.ts'

test('each entry of each published package, by the name that it is imported by', async () => {
  const root = await mkdtemp(join(tmpdir(), 'respool-docs-'))
  const write = async (folder: string, manifest: object) => {
    await mkdir(join(root, 'packages', folder), { recursive: true })
    await writeFile(join(root, 'packages', folder, 'package.json'), JSON.stringify({ description: 'What it is.', ...manifest }))
  }
  const source = (file: string) => ({ '@respool/source': file, default: './dist/index.js' })
  await write('two', {
    name: '@respool/two',
    exports: { '.': source('./src/index.ts'), './node': source('./src/node.ts'), './package.json': './package.json' },
  })
  await write('hidden', { name: '@respool/hidden', private: true, exports: { '.': source('./src/index.ts') } })
  await write('command', { name: 'respool', exports: { './package.json': './package.json' } })

  const shared = { packageName: '@respool/two', description: 'What it is.' }
  expect(entryPoints(root)).toEqual([
    { ...shared, name: '@respool/two', file: join(root, 'packages/two/src/index.ts') },
    { ...shared, name: '@respool/two/node', file: join(root, 'packages/two/src/node.ts') },
  ])
  await rm(root, { recursive: true })
})
