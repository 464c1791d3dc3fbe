import { readdir, access } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { cassetteFolder } from '../cassette-path.ts'
import type { ObservedModule } from './observe.ts'

/** A cassette in a folder that is named after a test file. */
export interface FoundCassette {
  readonly path: string
  /** The test file that the folder belongs to, which may be gone. */
  readonly testFile: string
}

/**
 * The cassettes of the test files that ran, and of those that once stood beside them. Others in `__cassettes__` are none of ours: they may be
 * those of tests that open their recorder themselves.
 */
export async function cassettesBeside(modules: readonly ObservedModule[]): Promise<FoundCassette[]> {
  const ran = new Set(modules.map(({ file }) => file))
  const folders = new Set(modules.map(({ file }) => dirname(file)))
  const gone = await Promise.all(Array.from(folders, testFilesGone))
  return (await Promise.all([...ran, ...gone.flat()].map(cassettesOf))).flat()
}

async function testFilesGone(folder: string): Promise<string[]> {
  const names = (await entriesOf(join(folder, '__cassettes__'))).filter((entry) => entry.isDirectory() && isTestFile(entry.name))
  const files = names.map(({ name }) => join(folder, name))
  const stand = await Promise.all(files.map(exists))
  return files.filter((_, index) => !stand[index])
}

function isTestFile(name: string): boolean {
  return /\.(test|spec)\.[cm]?[jt]sx?$/.test(name)
}

async function cassettesOf(testFile: string): Promise<FoundCassette[]> {
  return (await filesBelow(cassetteFolder(testFile))).map((path) => ({ path, testFile }))
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder)
  const paths = entries.map(async (entry) => {
    const path = join(folder, entry.name)
    // The journals of a recording stand in a folder of their own.
    if (entry.isDirectory()) return entry.name.endsWith('.recording') ? [] : filesBelow(path)
    return entry.name.endsWith('.yaml') ? [path] : []
  })
  return (await Promise.all(paths)).flat()
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path)
    return true
  } catch {
    return false
  }
}
