import { recipeSuite } from '@respool/recipes'

recipeSuite('jest', /Tests: +1 passed, 1 total/)
