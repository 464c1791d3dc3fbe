import { basename, relative } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cassetteFolder, cassettePath, type Named, type NamedFile } from './cassette-path.ts'

/** A file of tests, and where their cassettes are: names below each other are in a `describe`. */
type Tree = readonly (string | readonly [string, Tree])[]

function pathsOf(tree: Tree): string[] {
  const tests: Named[] = []
  const file = { filepath: '/project/src/hi.test.ts', tasks: [] as Named[] }
  const grow = (below: Tree, suite: (Named & { tasks: Named[] }) | undefined) => {
    const siblings = suite?.tasks ?? file.tasks
    for (const each of below) {
      if (typeof each === 'string') {
        const made = { type: 'test', name: each, suite, file: file as NamedFile }
        siblings.push(made)
        tests.push(made)
      } else {
        const made = { type: 'suite', name: each[0], suite, file: file as NamedFile, tasks: [] as Named[] }
        siblings.push(made)
        grow(each[1], made)
      }
    }
  }
  grow(tree, undefined)
  return tests.map((each) => relative('/project/src/__cassettes__/hi.test.ts', cassettePath(each)).replaceAll('\\', '/'))
}

describe('where cassettes are', () => {
  test.each<[string, Tree, string[]]>([
    ['a test of a file', ['says hi'], ['says-hi.yaml']],
    ['a test in two describes', [['greeter', [['in portuguese', ['says hi']]]]], ['greeter/in-portuguese/says-hi.yaml']],
    ['tests of one name', ['same', 'other', 'same', 'same'], ['same.yaml', 'other.yaml', 'same.2.yaml', 'same.3.yaml']],
    [
      'describes of one name',
      [
        ['d', ['t']],
        ['d', ['t', 't']],
      ],
      ['d/t.yaml', 'd.2/t.yaml', 'd.2/t.2.yaml'],
    ],
    ['a describe named as a test', ['d', ['d', ['d']]], ['d.yaml', 'd/d.yaml']],
  ])('%s', (_, tree, want) => {
    expect(pathsOf(tree)).toEqual(want)
  })

  test('what is nested deep ends in one folder, and is still told apart', () => {
    const deep = (depth: number, name: string): Tree =>
      depth === 0 ? [name] : [[`a level with a rather long name, the one of ${depth}`, deep(depth - 1, name)]]
    const paths = [...pathsOf(deep(5, 'says hi')), ...pathsOf(deep(6, 'says hi')), ...pathsOf(deep(5, 'says ho'))]
    expect(new Set(paths).size).toBe(3)
    for (const path of paths) expect(path).toMatch(/^says-h[io]\.[\da-f]{8}\.yaml$/)
  })

  test('the folder is the test file, beside it', () => {
    expect(basename(cassetteFolder('/project/src/hi.test.ts'))).toBe('hi.test.ts')
  })
})
