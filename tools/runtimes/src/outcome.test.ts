import { expect, test } from 'vitest'
import { judge, merge, type Outcome } from './outcome.ts'
import type { Proof } from './runtime.ts'

const runtime = (gaps: { [what: string]: string } = {}) => ({ name: 'Bun', gaps, prove: () => Promise.reject(new Error('not asked')) })
const proof = (findings: Proof['findings']): Proof => ({ version: '1.4.5', findings })

test.each([
  ['works', {}, [{ what: 'misses' }], ['misses'], []],
  ['does not work', {}, [{ what: 'misses', error: 'why' }], [], ['misses: why']],
  ['does not work, as is known', { misses: 'as ever' }, [{ what: 'misses', error: 'why' }], [], []],
  ['works, and should not', { misses: 'as ever' }, [{ what: 'misses' }], ['misses'], ['misses is a gap (as ever), and yet it works.']],
  ['was a gap and was not tried', { misses: 'as ever' }, [], [], ['misses is a gap that was not tried.']],
])('what %s', (_, gaps, findings, proven, failures) => {
  expect(judge(runtime(gaps), proof(findings))).toEqual({ outcome: { runtime: 'Bun', version: '1.4.5', proven, gaps }, failures })
})

test('what is not on this machine is a row that says why', () => {
  expect(judge(runtime(), { absent: 'there is none' })).toEqual({ outcome: { runtime: 'Bun', notRun: 'there is none' }, failures: [] })
})

const proven = (name: string, version: string): Outcome => ({ runtime: name, version, proven: [], gaps: {} })

test('a run replaces its own rows; one that could not be leaves what was proven', () => {
  const rows = [proven('Bun', '1'), proven('Deno', '1')]
  const fresh: Outcome[] = [proven('Deno', '2'), { runtime: 'Bun', notRun: 'no network' }, { runtime: 'workerd', notRun: 'no network' }]
  expect(merge(rows, fresh, ['Deno', 'Bun', 'workerd'])).toEqual([
    proven('Deno', '2'),
    proven('Bun', '1'),
    { runtime: 'workerd', notRun: 'no network' },
  ])
})
