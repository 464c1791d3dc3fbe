import { exportFixtures, importFixtures, llamaStack, openRecorder, vcrpy, type ImportReport } from '@respool/python-fixture-import'

export const imported: Promise<ImportReport> = importFixtures('tests/integration', { to: '__cassettes__' })
export const exported = exportFixtures('hi.yaml', { format: 'vcrpy', to: 'tests/cassettes/test_hi' })
// @ts-expect-error: no such nulls
export const misspelt = llamaStack({ nulls: 'stripe' })

export async function replayed(): Promise<number> {
  await using recorder = await openRecorder('tests/cassettes/hi.yaml', { mode: 'replay', format: vcrpy() })
  return (await recorder.close()).replayed
}
