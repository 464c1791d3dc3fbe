import type { Bench } from './frame/group.ts'
import { growth } from './growth/growth.ts'
import { imports } from './imports/imports.ts'
import { memory } from './memory/memory.ts'
import { open } from './open/open.ts'
import { openai } from './openai/openai.ts'
import { stringify } from './open/stringify.ts'
import { python } from './python/python.ts'
import { record } from './record/record.ts'
import { replay } from './replay/replay.ts'
import { suite } from './suite/suite.ts'

/** By the names under which `pnpm bench` knows them. */
export const benches: { readonly [name: string]: Bench } = {
  replay,
  record,
  open,
  stringify,
  growth,
  import: imports,
  memory,
  python,
  openai,
  suite,
}
