import type { TempFolder } from '@respool/testkit'
import type { Finding } from '../proof.ts'
import { cpython } from './cpython.ts'
import type { Python } from './environment.ts'
import { pyYaml } from './py-yaml.ts'
import { recordings } from './recordings.ts'
import { sharedCassette } from './shared-cassette.ts'

export interface PythonWorkshop {
  readonly python: Python
  /** Gone when the proofs are over. */
  readonly folder: TempFolder
}

export interface PythonProof {
  readonly name: string
  readonly prove: (workshop: PythonWorkshop) => Promise<readonly Finding[]>
}

export const pythonProofs: readonly PythonProof[] = [pyYaml, cpython, sharedCassette, recordings]
