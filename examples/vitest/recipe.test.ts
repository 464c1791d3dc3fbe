import { recipeSuite } from '@respool/recipes'

recipeSuite('vitest', /3 replayed, 0 recorded, 0 misses; 0 interactions unused/)
