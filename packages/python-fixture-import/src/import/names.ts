import { hash } from 'node:crypto'

// What some file system does not take; pytest-recording replaces the same characters in the same way.
const forbidden = /[<>?%*:|"'/\\\x00-\x1f]/g

const longest = 150

/** A file's name, without folders, of any text. What is too long is cut, and told apart by a digest of all of it. */
function fileName(text: string): string {
  const safe = text.replace(forbidden, '-').replace(/[. ]+$/, '-')
  if (safe.length <= longest) return safe
  return `${safe.slice(0, longest - 9)}-${digest(text)}`
}

function digest(text: string): string {
  return hash('sha256', text).slice(0, 8)
}

/** Gives each thing a name of its own: a second one of the same name, on any file system, has a digest of what it is. */
export function uniqueNames(): (name: string, of: string) => string {
  const taken = new Map<string, string>()
  return (name, of) => {
    const owner = taken.get(name.toLowerCase()) ?? of
    const unique = owner === of ? name : name.replace(/(\.[a-z]+)?$/, `-${digest(of)}$1`)
    taken.set(unique.toLowerCase(), of)
    return unique
  }
}

/** The cassette of a test, by pytest's id: `tests/a/test_b.py::TestC::test_d[e]` -> `tests/a/test_b/TestC.test_d[e].yaml`. */
export function testCassette(testId: string): string {
  const [path = '', ...names] = testId.split('::')
  const folders = path
    .replace(/\.py$/, '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..')
    .map(fileName)
  return [...folders, `${fileName(names.join('.') || 'test')}.yaml`].join('/')
}
