import type { Bench } from './frame/group.ts'
import { replay } from './replay/replay.ts'

/** By the names under which `pnpm bench` knows them. */
export const benches: { readonly [name: string]: Bench } = { replay }
