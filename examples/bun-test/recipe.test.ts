import { hasBun, recipeSuite } from '@respool/recipes'

if (!hasBun()) console.warn('Skipped: the recipe for bun test. Its Bun, @oven/bun-linux-x64, is not made for this machine.')
recipeSuite('bun-test', /1 pass\n.*0 fail/, { skip: !hasBun() })
