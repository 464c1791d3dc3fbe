import { diff } from './commands/diff.ts'
import { ls } from './commands/ls.ts'
import { show } from './commands/show.ts'
import { stats } from './commands/stats.ts'

/** Every command there is, by its name. Messages of all packages name these only, which a test sees to. */
export const commands = { diff, ls, show, stats }
