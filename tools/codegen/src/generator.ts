import { readFileSync, readdirSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join, relative, sep } from 'node:path'
import { sha256 } from './read-spec.ts'

/** A digest of what makes the output what it is besides the snapshot: these sources, and the versions of openapi-typescript and TypeScript. */
export function generatorDigest(): string {
  const folder = import.meta.dirname
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts') && !/(?:\.test|^test-data)\.ts$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  const sources = files.map((file) => [relative(folder, file).split(sep).join('/'), sha256(readFileSync(file))])
  const versions = ['openapi-typescript', 'typescript'].map((name) => [name, versionOf(name)])
  return sha256(
    [...sources, ...versions]
      .map((pair) => pair.join(' '))
      .sort()
      .join('\n'),
  )
}

function versionOf(name: string): string {
  const file = createRequire(import.meta.url).resolve(`${name}/package.json`)
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version
}
