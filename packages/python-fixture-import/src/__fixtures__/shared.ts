import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Something of what lies beside this repository, and of a clone of it does not: its path, or undefined, and that is said. */
export function besideClone(path: string): string | undefined {
  const found = fileURLToPath(new URL(`../../../../../shared/${path}`, import.meta.url))
  if (existsSync(found)) return found
  console.log(`skipped: ../shared/${path} is not beside this clone`)
  return undefined
}

/** The files below a folder, by their paths with `/` between folders, sorted. */
export function filesIn(folder: string): { readonly name: string; readonly bytes: Uint8Array }[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`)
    .sort()
    .map((path) => ({ name: path.slice(folder.length).replaceAll('\\', '/').replace(/^\//, ''), bytes: new Uint8Array(readFileSync(path)) }))
}
