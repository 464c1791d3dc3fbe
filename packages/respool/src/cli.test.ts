import { expect, test } from 'vitest'
import { call } from './__fixtures__/call.ts'
import { commands } from './commands.ts'

test('help lists every command', async () => {
  const { code, out, err } = await call(['--help'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  for (const name of Object.keys(commands)) expect(out).toMatch(new RegExp(`^ {2}${name} +\\w`, 'm'))
})

test('nothing at all is a wish for help', async () => {
  expect(await call([])).toEqual(await call(['--help']))
})

test.each(Object.keys(commands))('the help of %s has examples, and fits 80 columns', async (name) => {
  const { code, out } = await call([name, '--help'])
  expect(code).toBe(0)
  expect(out).toContain(`EXAMPLES\n  respool ${name}`)
  expect(out.split('\n').filter((line) => line.length > 80)).toEqual([])
})

test.each([
  ['a command that there is not', ['lz'], 'there is no command lz. Did you mean `ls`?'],
  ['a flag that there is not', ['ls', '--colour'], 'colour'],
  ['a value that there is not', ['ls', '--sort', 'weight'], 'weight'],
  ['nothing at a path', ['ls', 'no/such/place'], 'There is nothing to read at no/such/place'],
])('%s is exit code 2, and words without a stack', async (_, args, want) => {
  const { code, out, err } = await call(args)
  expect({ code, out }).toEqual({ code: 2, out: '' })
  expect(err).toContain(want)
  expect(err).not.toMatch(/^ +at /m)
})
