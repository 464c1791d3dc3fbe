import yaml from 'js-yaml'
import type { VcrpyTree } from './vcrpy-tree.ts'

/**
 * YAML that PyYAML reads as what was given: whatever it would take for a number, a truth, a date or a key of its own stands in quotation marks.
 */
export function dumpPyYaml(tree: VcrpyTree): string {
  return yaml.dump(tree, { schema: writingSchema(), lineWidth: -1, noRefs: true, sortKeys: true })
}

const tag = (name: string): string => `tag:yaml.org,2002:${name}`
const scalar = (name: string, pattern: RegExp, options: Partial<yaml.TypeConstructorOptions> = {}): yaml.Type =>
  new yaml.Type(tag(name), { kind: 'scalar', resolve: (text: string | null) => pattern.test(text ?? ''), ...options })

// Wider than what PyYAML takes for each: a quotation mark too many does no harm.
function writingSchema(): yaml.Schema {
  return new yaml.Schema({
    implicit: [
      scalar('null', /^(?:~|null|)$/i, { predicate: (value) => value === null, represent: () => 'null' }),
      scalar('bool', /^(?:y|n|yes|no|true|false|on|off)$/i),
      scalar('float', /^[-+]?[\d._][\d._:]*(?:e[-+]?\d+)?$|^[-+]?\.(?:inf|nan)$/i),
      scalar('int', /^[-+]?0[box]?[\da-f_]+$/i, {
        predicate: (value) => Number.isInteger(value),
        represent: (value: unknown) => (value as number).toString(),
      }),
      scalar('timestamp', /^\d{4}-\d\d?-\d\d?/),
      scalar('merge', /^<<$/),
      scalar('value', /^=$/),
    ],
    explicit: [
      new yaml.Type(tag('str'), { kind: 'scalar' }),
      new yaml.Type(tag('seq'), { kind: 'sequence' }),
      new yaml.Type(tag('map'), { kind: 'mapping' }),
      new yaml.Type(tag('binary'), {
        kind: 'scalar',
        predicate: (value) => value instanceof Uint8Array,
        represent: (value: object) => Buffer.from(value as Uint8Array).toString('base64'),
      }),
    ],
  })
}
