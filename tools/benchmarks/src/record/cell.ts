// Run by record.ts with --expose-gc: records streams one after the other, and looks at what was saved.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { tempFolder } from '@respool/testkit'
import { median } from '../frame/statistics.ts'
import { report } from '../frame/took.ts'
import { faultOf } from '../replay/check.ts'
import { exchangesOf, path } from '../replay/exchanges.ts'
import { tasks } from '../replay/tasks.ts'
import { noRecorder, recordField, type RecordClient } from './field.ts'

const [client, name, gap, streams] = process.argv.slice(2) as [RecordClient, string, string, string]
const start = await recordField[client][name]!.load()
const server = fork(new URL('server.ts', import.meta.url), [gap], { execArgv: [...process.execArgv, '--no-warnings'] })
const [port] = (await once(server, 'message')) as [number]
const exchanges = exchangesOf(tasks['stream-200'])
await using folder = await tempFolder({ searched: false })
const recording = await start(folder.path)
const firsts: number[] = []
const walls: number[] = []
let kept = Infinity
let fault: string | undefined

// The first ones warm up.
const warm = 2
globalThis.gc!()
const memory = process.memoryUsage.rss()
let before = process.cpuUsage()
let peak = 0
for (let index = 0; index < warm + Number(streams); index++) {
  if (index === warm) before = process.cpuUsage()
  const exchange = exchanges[index % exchanges.length]!
  const from = performance.now()
  const received = await recording.ask(`http://127.0.0.1:${port}${path}`, exchange.body, false)
  if (index >= warm) {
    walls.push(performance.now() - from)
    firsts.push(received.first - from)
  }
  fault ??= faultOf(received, exchange)
  kept = Math.min(kept, received.chunks.length)
  peak = Math.max(peak, process.memoryUsage.rss())
}
const { user, system } = process.cpuUsage(before)
const saved = await recording.end()
server.disconnect()
// As it stands in a text of any quoting: the last words of the last answer.
if (name !== noRecorder && !saved.includes(' word 199')) fault ??= 'what was said is not in what was saved'
report({
  ...(fault !== undefined && { fault }),
  kept: { chunks: kept, of: 201 },
  figures: {
    first: median(firsts),
    wall: median(walls),
    cpu: (user + system) / 1000 / Number(streams),
    memory: Math.max(1, peak - memory),
  },
})
await folder[Symbol.asyncDispose]()
process.exit()
