import { hasBun, recipeSuite } from '@respool/recipes'
import { test } from 'vitest'

if (hasBun()) recipeSuite('bun-test', /1 pass\n.*0 fail/)
else {
  console.warn('Skipped: the recipe for bun test. Its Bun, @oven/bun-linux-x64, is not made for this machine.')
  test.skip('needs Bun')
}
