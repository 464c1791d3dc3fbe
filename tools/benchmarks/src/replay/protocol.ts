/** What replay.ts tells a cell. */
export type Order = 'check' | { readonly requests: number }

/** Is it right, and how many chunks did it keep apart? */
export type Report = { readonly fault: string } | { readonly kept: number; readonly of: number }

/** Milliseconds: of CPU a request, and each request's time. */
export interface Batch {
  readonly cpu: number
  readonly walls: readonly number[]
}
