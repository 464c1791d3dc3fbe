import { check } from './commands/check.ts'
import { convert } from './commands/convert.ts'
import { diff } from './commands/diff.ts'
import { importCommand } from './commands/import.ts'
import { ls } from './commands/ls.ts'
import { prune } from './commands/prune.ts'
import { redact } from './commands/redact.ts'
import { scan } from './commands/scan.ts'
import { show } from './commands/show.ts'
import { stats } from './commands/stats.ts'

/** Every command there is, by its name. Messages of all packages name these only, which a test sees to. */
export const commands = { ls, show, diff, stats, check, scan, redact, import: importCommand, convert, prune }
