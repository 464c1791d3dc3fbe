import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { exportFixtures } from '@respool/python-fixture-import'
import { digestTree } from '../../../../packages/python-fixture-import/src/__fixtures__/yaml-digest.ts'
import { filesIn } from '../../../../packages/python-fixture-import/src/__fixtures__/shared.ts'
import { readTree } from '../../../../packages/python-fixture-import/src/vcrpy/tree.ts'
import { additionOf } from '../addition.ts'
import { attempt, finding, type Finding } from '../proof.ts'
import { samples } from '../samples.ts'
import type { PythonProof, PythonWorkshop } from './index.ts'

const fixtures = fileURLToPath(new URL('../../../../packages/python-fixture-import/src/vcrpy/__fixtures__/', import.meta.url))
const corpus = fileURLToPath(new URL('../../../../../shared/corpus/vcrpy/', import.meta.url))

/** What respool reads of a cassette, beside what PyYAML reads. */
export const pyYaml: PythonProof = { name: 'Reading as PyYAML 6.0.3 does', prove }

async function prove({ python, folder }: PythonWorkshop): Promise<readonly Finding[]> {
  const written = folder.file('written')
  await mkdir(written)
  for (const [index] of samples.entries()) {
    const { files } = await exportFixtures({ interactions: [additionOf(index)] }, { format: 'vcrpy', name: `${index}.yaml` })
    await writeFile(`${written}/${index}.yaml`, files[0]!.content)
  }
  const sets = [
    ['our own fixtures', fixtures],
    ['what respool exports', written],
    ['cassettes of other projects', corpus],
  ] as const
  const findings: Finding[] = []
  for (const [what, root] of sets) {
    if (!existsSync(root)) continue
    const proof = finding(what)
    const files = filesIn(root)
    const answers = (await python.run(
      'read_yaml.py',
      [],
      files.map(({ name }) => `${root}/${name}`),
    )) as { sha256?: string; error?: string }[]
    for (const [index, { name, bytes }] of files.entries()) {
      const { sha256, error } = answers[index]!
      proof.check(
        name,
        error ?? (await attempt(async () => (digestTree(readTree(bytes, name)) === sha256 ? undefined : 'another reading'))),
      )
    }
    findings.push(proof.result())
  }
  return findings
}
