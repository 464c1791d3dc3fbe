import { recipeSuite } from '@respool/recipes'

recipeSuite('node-test', /pass 1\n.*fail 0/)
