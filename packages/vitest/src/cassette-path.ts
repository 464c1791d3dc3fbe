import { basename, dirname, join } from 'node:path'
import { hash, slug } from './slug.ts'

/** As vitest has them: a test or a `describe`, of which several may have one name. */
export interface Named {
  readonly type: string
  readonly name: string
  readonly suite?: Named | undefined
  readonly file: NamedFile
  readonly tasks?: readonly Named[]
}

export interface NamedFile {
  readonly filepath: string
  readonly tasks: readonly Named[]
}

// Windows ends at 260 for the whole path, and beside a cassette stands its folder of journals.
const longest = 150

/** The folder of a test file's cassettes: `__cassettes__/hi.test.ts` beside `hi.test.ts`. */
export function cassetteFolder(testFile: string): string {
  return join(dirname(testFile), '__cassettes__', basename(testFile))
}

/**
 * Where a test's cassette is: `__cassettes__/<test file>/<describe>/<test>.yaml`, a folder for each `describe`. No two tests of a file share one, and it
 * depends on their names alone; of several with the very same name, the second is `<name>.2`, in the order of the file.
 */
export function cassettePath(test: Named): string {
  const names: Named[] = []
  for (let each: Named | undefined = test; each; each = each.suite) names.unshift(each)
  return join(cassetteFolder(test.file.filepath), `${shortened(names.map(numbered))}.yaml`)
}

function numbered(each: Named): string {
  const { tasks = [] } = each.suite ?? each.file
  const before = tasks.slice(0, tasks.indexOf(each)).filter(({ type, name }) => type === each.type && name === each.name).length
  return before === 0 ? slug(each.name) : `${slug(each.name)}.${before + 1}`
}

function shortened(segments: readonly string[]): string {
  const path = segments.join('/')
  // A name in the file's own folder that no slug can have, for slugs have no dots before a hash.
  return path.length <= longest ? path : `${segments.at(-1)}.${hash(path)}`
}
