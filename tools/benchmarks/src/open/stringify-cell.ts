// Run by stringify.ts: writes what a cassette holds, several times; what was written is read again.
import { readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { stringifyCassette } from '@respool/core'
import jsYaml from 'js-yaml'
import { stringify as stringifyYaml } from 'yaml'
import { completions } from '../data/cassettes.ts'
import { median } from '../frame/statistics.ts'
import { report, took } from '../frame/took.ts'

const [writer, file, count, times] = process.argv.slice(2) as [keyof typeof writers, string, string, string]
// Without times, which YAML 1.2 does not have.
const schema = jsYaml.CORE_SCHEMA
const document = jsYaml.load(readFileSync(file, 'utf8'), { schema })
const interactions = completions(Number(count))

const writers = {
  json: () => JSON.stringify(document),
  respool: () => stringifyCassette({ interactions }),
  jsYaml: () => jsYaml.dump(document, { schema }),
  yaml: () => stringifyYaml(document),
}

const all = []
for (let time = 0; time < Number(times); time++) all.push(await took(writers[writer]))
const isRight = isDeepStrictEqual(jsYaml.load(all.at(-1)!.value, { schema }), document)
const warm = all.length > 1 ? all.slice(1) : all
report({
  ...(!isRight && { fault: 'what was written says something else' }),
  figures: { wall: median(warm.map(({ wall }) => wall)), cpu: median(warm.map(({ cpu }) => cpu)), cold: all[0]!.wall },
})
