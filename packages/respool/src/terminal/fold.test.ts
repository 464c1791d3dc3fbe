import { expect, test } from 'vitest'
import { foldHelp } from './fold.ts'

test.each([
  ['what fits stays', '  --json  Print JSON\nmore', '  --json  Print JSON\nmore'],
  ['a flag goes on below its text', '  --sort  What first      [a|b|c]', '  --sort  What first\n          [a|b|c]'],
  ['so does one of many lines', '  --sort  One word after another', '  --sort  One word\n          after\n          another'],
  ['usage goes on below its flags', '  respool ls [--json] [--sort]', '  respool ls\n          [--json]\n          [--sort]'],
  ['a word that fits nowhere stays', 'https://example.com/that/is/long', 'https://example.com/that/is/long'],
])('%s', (_, help, want) => {
  expect(foldHelp(help, 20)).toBe(want)
})
