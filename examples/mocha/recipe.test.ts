import { recipeSuite } from '@respool/recipes'

recipeSuite('mocha', /1 passing/)
