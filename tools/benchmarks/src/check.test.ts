import { expect, test } from 'vitest'
import { lossesIn, ratiosOf } from './check.ts'
import { judge } from './judge.ts'
import type { Results } from './results.ts'
import { names } from './replay/field.ts'

const results = (stub: number, ours: number, kept = 201): Results => ({
  machine: 'a machine',
  node: 'v24.0.0',
  groups: {
    'replay/fetch/stream-200': {
      title: 'a stream of 200 chunks',
      columns: ['cpu', 'wall'],
      cells: [
        { name: names.stub, kind: 'floor', figures: { cpu: stub, wall: 1 } },
        { name: names.createFetch, kind: 'respool', kept: { chunks: kept, of: 201 }, figures: { cpu: ours, wall: 1 } },
      ],
    },
  },
})

const baseline = { node: 'v24.0.0', ratios: ratiosOf(results(1, 2)) }

test('a ratio is of CPU time where there is any', () => {
  expect(baseline.ratios).toEqual({ 'replay/fetch/stream-200 | respool, createFetch | cpu': 2 })
})

test.for([
  { given: 'the same', now: results(1, 2), lost: false },
  { given: 'a slower machine', now: results(10, 20), lost: false },
  { given: '24 % more', now: results(1, 2.48), lost: false },
  { given: '26 % more', now: results(1, 2.52), lost: true },
  { given: 'less', now: results(1, 1), lost: false },
  { given: 'a cell that the baseline does not know', now: { ...results(1, 2), groups: {} }, lost: false },
])('$given: lost is $lost', ({ now, lost }) => {
  expect(lossesIn(now, baseline).length > 0).toBe(lost)
})

test.for([
  { given: 'near the stub, all chunks', now: results(1, 1.4), met: true },
  { given: 'near the stub, chunks lost', now: results(1, 1.4, 1), met: false },
  { given: 'too far from it', now: results(1, 1.6), met: false },
])('a target, $given: met is $met', ({ now, met }) => {
  const judged = judge(now).find(({ measured }) => measured !== undefined)
  expect(judged?.isMet).toBe(met)
})
