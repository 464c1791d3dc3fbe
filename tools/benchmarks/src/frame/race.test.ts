import { expect, test } from 'vitest'
import type { Contestant, Group, Kind, Outcome } from './group.ts'
import { race } from './race.ts'

function contestant(name: string, kind: Kind, sample: () => Promise<Outcome>): Contestant {
  return { name, kind, start: async () => ({ sample }) }
}

function group(...contestants: readonly Contestant[]): Group {
  return { id: 'some/group', title: 'a group', contestants, columns: ['cpu'], rounds: 3 }
}

test('by turns, each round from another one on, and the median of each figure', async () => {
  const order: string[] = []
  const figures = { first: [5, 1, 3], second: [2, 9, 4] }
  const timed = (name: 'first' | 'second') =>
    contestant(name, 'floor', async () => {
      order.push(name)
      return { figures: { cpu: figures[name].shift()! } }
    })
  const cells = await race(group(timed('first'), timed('second')))
  expect(order).toEqual(['first', 'second', 'second', 'first', 'first', 'second'])
  expect(cells.map((cell) => cell.figures.cpu)).toEqual([3, 4])
})

test('a peer that answers wrong is marked and not timed', async () => {
  let asked = 0
  const wrong = contestant('a peer', 'peer', async () => (asked++, { fault: 'wrong bytes', figures: { cpu: 1 } }))
  const cells = await race(
    group(
      contestant('a floor', 'floor', async () => ({ figures: { cpu: 1 } })),
      wrong,
    ),
  )
  expect(cells[1]).toEqual({ name: 'a peer', kind: 'peer', fault: 'wrong bytes', figures: {} })
  expect(asked).toBe(1)
})

test('a peer that fails is marked, too', async () => {
  const failing: Contestant = {
    name: 'a peer',
    kind: 'peer',
    start: async () => {
      throw new Error('no such module\n  at somewhere')
    },
  }
  const [cell] = await race(group(failing))
  expect(cell).toMatchObject({ fault: 'no such module' })
})

test('respool that answers wrong is no figure but a failure', async () => {
  const wrong = contestant('respool', 'respool', async () => ({ fault: 'wrong bytes', figures: {} }))
  await expect(race(group(wrong))).rejects.toThrow('some/group: respool: wrong bytes')
})

test('the fewest chunks that were kept are what is said', async () => {
  const kept = [201, 13, 166]
  const losing = contestant('a server', 'floor', async () => ({ kept: { chunks: kept.shift()!, of: 201 }, figures: { cpu: 1 } }))
  const [cell] = await race(group(losing))
  expect(cell?.kept).toEqual({ chunks: 13, of: 201 })
})
