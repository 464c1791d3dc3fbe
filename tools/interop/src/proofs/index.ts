import type { Proof } from '../proof.ts'
import { recorded } from './recorded.ts'

/** In the order of the table. */
export const proofs: readonly Proof[] = [recorded]
