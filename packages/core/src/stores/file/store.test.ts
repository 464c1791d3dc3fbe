import { readdirSync, readlinkSync } from 'node:fs'
import { chmod, mkdir, stat, symlink, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { pathToFileURL } from 'node:url'

import { journalSuite, storeSuite } from '@respool/conformance'
import { filesBelow, tempFolder } from '@respool/testkit'
import { describe, expect, test } from 'vitest'

import { fileStore } from './store.ts'

const windows = process.platform === 'win32'
const bytes = new TextEncoder().encode('interactions: []\n')

const suite = {
  name: 'file',
  async create() {
    const folder = await tempFolder()
    // Not the folder itself: a store's folder need not exist.
    return { store: fileStore(folder.file('cassettes')), cleanup: () => folder[Symbol.asyncDispose]() }
  },
}
storeSuite(suite)
journalSuite(suite)

describe('the file store', () => {
  test('takes a path or a file URL, and says where a cassette is', async () => {
    await using folder = await tempFolder()
    await fileStore(pathToFileURL(`${folder.path}/`)).write('chat/hi.yaml', bytes)
    const store = fileStore(folder.path)
    expect(await store.read('chat/hi.yaml')).toEqual(bytes)
    expect(store.describe('chat/hi.yaml')).toBe(folder.file('chat', 'hi.yaml'))
  })

  test.skipIf(windows)('keeps the mode of a cassette that it replaces', async () => {
    await using folder = await tempFolder()
    const store = fileStore(folder.path)
    for (const mode of [0o600, 0o664]) {
      await store.write('a.yaml', bytes)
      await chmod(folder.file('a.yaml'), mode)
      await store.write('a.yaml', new Uint8Array([1]))
      expect((await stat(folder.file('a.yaml'))).mode & 0o777).toBe(mode)
    }
  })

  test('leaves no temporary file, whether it could write or not', async () => {
    await using folder = await tempFolder()
    const store = fileStore(folder.path)
    await store.write('a.yaml', bytes)
    await expect(store.write('a.yaml', bytes, { expected: null })).rejects.toThrow('made in the meantime')
    await mkdir(folder.file('folder.yaml'))
    await expect(store.write('folder.yaml', bytes)).rejects.toThrow('Could not write')
    expect(await filesBelow(folder.path)).toEqual([{ path: 'a.yaml', bytes }])
  })

  test.skipIf(process.platform !== 'linux')('leaves no file open where a name is too long', async () => {
    await using folder = await tempFolder()
    const store = fileStore(folder.path)
    await store.write('a.yaml', bytes)
    const open = () => readdirSync('/proc/self/fd').filter((fd) => linkOf(fd).startsWith(folder.path)).length
    await expect(store.write('a'.repeat(300), bytes)).rejects.toThrow('shorten it')
    expect(open()).toBe(0)
  })

  test('does not list what a killed process left, and is not stopped by it', async () => {
    await using folder = await tempFolder()
    const store = fileStore(folder.path)
    // Whatever number comes next, it is taken.
    const left = Array.from({ length: 200 }, (_, index) => folder.file(`.respool-${process.pid}-${index}.tmp`))
    await Promise.all(left.map((path) => writeFile(path, 'half a casse')))
    await store.write('a.yaml', bytes)
    expect(await store.list()).toEqual(['a.yaml'])
  })

  test.skipIf(windows)('does not follow links when it lists', async () => {
    await using folder = await tempFolder()
    const store = fileStore(folder.path)
    await store.write('a.yaml', bytes)
    await symlink(folder.path, folder.file('round-and-round'))
    expect(await store.list()).toEqual(['a.yaml'])
  })

  test.skipIf(windows)('follows no link out of its folder, neither to read nor to write; links within are fine', async () => {
    await using folder = await tempFolder()
    await mkdir(folder.file('inside', 'real'), { recursive: true })
    await writeFile(folder.file('outside.yaml'), 'secret')
    await symlink(folder.file('outside.yaml'), folder.file('inside', 'file.yaml'))
    await symlink(folder.path, folder.file('inside', 'out'))
    await symlink(folder.file('inside', 'real'), folder.file('inside', 'within'))
    const store = fileStore(folder.file('inside'))
    for (const name of ['file.yaml', 'out/outside.yaml', 'out/new.yaml', 'out/deep/new.yaml']) {
      await expect(store.read(name)).rejects.toMatchObject({
        code: 'store-failed',
        message: expect.stringContaining('a link that leads out of'),
      })
      await expect(store.write(name, bytes)).rejects.toMatchObject({ code: 'store-failed' })
    }
    await store.write('within/a.yaml', bytes)
    expect(await store.read('real/a.yaml')).toEqual(bytes)
    expect(await fileStore(folder.file('inside', 'within')).read('a.yaml')).toEqual(bytes)
  })
})

describe('where the file system refuses, the error says where and what to do', () => {
  test.each([
    { title: 'reading a folder', name: 'folder', advice: 'name a file in it', action: 'read' },
    { title: 'reading below a file', name: 'file/a.yaml', advice: 'rename one of them', action: 'read' },
    { title: 'writing below a file', name: 'file/a.yaml', advice: 'rename one of them', action: 'write' },
    { title: 'writing to a folder', name: 'folder', advice: 'name a file in it', action: 'write' },
    { title: 'a name that is too long', name: `${'n'.repeat(300)}.yaml`, advice: 'shorten it', action: 'write' },
    { title: 'listing a file', name: 'file', advice: 'rename one of them', action: 'list' },
  ] as const)('$title', async ({ name, advice, action }) => {
    await using folder = await tempFolder()
    await writeFile(folder.file('file'), 'x')
    await mkdir(folder.file('folder'))
    const store = fileStore(folder.path)
    const error: Error = await (action === 'write' ? store.write(name, bytes) : store[action](name)).then(
      () => expect.unreachable(),
      (reason) => reason,
    )
    expect(error).toMatchObject({ code: 'store-failed', cause: { code: expect.any(String) } })
    expect(error.message).toContain(join(folder.path, basename(name) === 'a.yaml' ? 'file' : name))
    expect(error.message).toContain(advice)
  })

  // Root may write anywhere but here; and here Node's own way of making folders never comes back.
  test.skipIf(process.platform !== 'linux').each(['/sys', '/proc'])('an unwritable folder: %s', async (folder) => {
    const store = fileStore(folder)
    for (const name of ['a.yaml', 'chat/a.yaml']) {
      const cause = { code: expect.stringMatching(/^(EACCES|EPERM|EROFS|ENOENT)$/) }
      await expect(store.write(name, bytes)).rejects.toMatchObject({
        code: 'store-failed',
        cause,
        message: expect.stringContaining('elsewhere'),
      })
      expect(await store.read(name)).toBeUndefined()
    }
  })
})

/** What a number stands for; nothing where it was closed meanwhile. */
function linkOf(fd: string): string {
  try {
    return readlinkSync(`/proc/self/fd/${fd}`)
  } catch {
    return ''
  }
}
