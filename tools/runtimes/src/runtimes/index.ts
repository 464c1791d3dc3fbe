import type { Runtime } from '../runtime.ts'
import { bun } from './bun.ts'
import { chromium } from './chromium.ts'
import { deno } from './deno.ts'
import { nodes } from './node.ts'
import { workerd } from './workerd.ts'

/** In the order of the table. */
export const runtimes: readonly Runtime[] = [...nodes, bun, deno, workerd, chromium]
