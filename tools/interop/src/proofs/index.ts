import type { Proof } from '../proof.ts'
import { corpus } from './corpus.ts'
import { doc } from './doc.ts'
import { recorded } from './recorded.ts'
import { resave } from './resave.ts'
import { scalars } from './scalars.ts'
import { sharedFile } from './shared-file.ts'
import { speed } from './speed.ts'

/** In the order of the table. */
export const proofs: readonly Proof[] = [recorded, sharedFile, resave, scalars, corpus, doc, speed]
