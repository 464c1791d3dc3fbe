import { suite } from './suite/suite.ts'
import { race } from './frame/race.ts'
import { tableOf } from './print.ts'
for await (const group of suite({ quick: true, peers: true })) {
  const g = { ...group, contestants: group.contestants.filter((c) => process.argv.length < 3 || c.name !== 'respool') }
  console.log(tableOf(g.id, { ...g, cells: await race(g) }))
}
