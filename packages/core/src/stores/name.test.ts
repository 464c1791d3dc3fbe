import { expect, test } from 'vitest'

import { checkName } from './name.ts'

test.each([
  { name: String.raw`a\b.yaml`, elsewhere: true },
  { name: String.raw`..\a.yaml`, elsewhere: true },
  { name: 'C:/a.yaml', elsewhere: true },
  { name: 'a.yaml:stream', elsewhere: true },
])('$name is a name, but not on Windows', ({ name }) => {
  expect(() => checkName(name)).not.toThrow()
  expect(() => checkName(name, { windows: true })).toThrow('mean something else on Windows')
})

test('the error names the name, what is wrong and what is right', () => {
  expect(() => checkName('../a.yaml')).toThrow(
    `"../a.yaml" cannot be a cassette's name. It leads out of the folder. Give a relative path with / between folders, such as chat/hello.yaml.`,
  )
})
