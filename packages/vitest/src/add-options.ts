import type { RespoolOptions } from './options.ts'

/**
 * Options that are given to `test.override` or `test.extend` are added to those around them, which would else be gone: also those that keep secrets out.
 *
 * @param args of one of both: `('respool', { strict: true })`, or `({ respool: { strict: true } })`
 */
export function addOptions(method: string, args: unknown[]): unknown[] {
  if (method !== 'override' && method !== 'extend' && method !== 'scoped') return args
  const [first] = args
  // A function in this form is called in another way than in the other.
  if (first === 'respool') return typeof args.at(-1) === 'function' ? args : [{ respool: added(args.at(-1)) }]
  if (typeof first !== 'object' || first === null || !('respool' in first)) return args
  return [{ ...first, respool: added(first.respool) }]
}

function added(options: unknown): unknown {
  if (typeof options === 'function' || Array.isArray(options)) return options
  // vitest reads from the text of a fixture what it is built on.
  return async ({ respool }: { respool: RespoolOptions }, use: (value: RespoolOptions) => Promise<void>) =>
    use({ ...respool, ...(options as RespoolOptions) })
}
