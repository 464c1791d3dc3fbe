import type { Bench } from './frame/group.ts'
import { growth } from './growth/growth.ts'
import { imports } from './imports/imports.ts'
import { memory } from './memory/memory.ts'
import { open } from './open/open.ts'
import { stringify } from './open/stringify.ts'
import { record } from './record/record.ts'
import { replay } from './replay/replay.ts'

/** By the names under which `pnpm bench` knows them. */
export const benches: { readonly [name: string]: Bench } = { replay, record, open, stringify, growth, import: imports, memory }
