import yaml from 'js-yaml'
import { reprFloat } from '../python/numbers.ts'

/** A number that JavaScript would write in another way than it stood. */
export class ExactNumber {
  readonly lexeme: string
  constructor(lexeme: string) {
    this.lexeme = lexeme
  }
}

/**
 * What plain scalars and tags mean to PyYAML, which is neither YAML 1.1 nor 1.2: `on` is true and `n` is text, `1e3` is text and `0o7` too. Numbers
 * that JavaScript would write in another way are objects that know how they stood. Timestamps stay text, for no part of a cassette is one. Of Python's own tags only those are read that
 * cassettes have, as plain data; nothing is ever called.
 *
 * @see https://github.com/yaml/pyyaml/blob/main/lib/yaml/resolver.py
 */
export function pyYamlSchema(): yaml.Schema {
  return new yaml.Schema({
    implicit: [nullType, boolType, intType, floatType, mergeType],
    explicit: [...collections, ...binary, ...python],
  })
}

const tag = (name: string): string => `tag:yaml.org,2002:${name}`

const nullType = new yaml.Type(tag('null'), {
  kind: 'scalar',
  resolve: (text: string | null) => text === null || /^(?:~|null|Null|NULL|)$/.test(text),
  construct: () => null,
})

const truths = /^(?:yes|Yes|YES|true|True|TRUE|on|On|ON)$/
const boolType = new yaml.Type(tag('bool'), {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && (truths.test(text) || /^(?:no|No|NO|false|False|FALSE|off|Off|OFF)$/.test(text)),
  construct: (text: string) => truths.test(text),
})

const integer = /^[-+]?(?:0b[01_]+|0[0-7_]+|0|[1-9][0-9_]*|0x[0-9a-fA-F_]+|[1-9][0-9_]*(?::[0-5]?[0-9])+)$/
const intType = new yaml.Type(tag('int'), {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && integer.test(text),
  construct: constructInt,
})

function constructInt(text: string): number | ExactNumber {
  const digits = text.replaceAll('_', '').replace(/^[-+]/, '')
  const size = digits.includes(':') ? sexagesimal(digits.split(':').map(BigInt)) : BigInt(/^0[0-7]/.test(digits) ? `0o${digits}` : digits)
  const value = text.startsWith('-') ? -size : size
  return Number.isSafeInteger(Number(value)) ? Number(value) : new ExactNumber(String(value))
}

function sexagesimal(parts: readonly bigint[]): bigint {
  return parts.reduce((value, part) => value * 60n + part, 0n)
}

const float =
  /^(?:[-+]?(?:[0-9][0-9_]*)\.[0-9_]*(?:[eE][-+][0-9]+)?|\.[0-9][0-9_]*(?:[eE][-+][0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/
const floatType = new yaml.Type(tag('float'), {
  kind: 'scalar',
  resolve: (text: string | null) => text !== null && float.test(text),
  construct: constructFloat,
})

function constructFloat(text: string): number | ExactNumber {
  const value = floatOf(text.replaceAll('_', '').toLowerCase())
  // A float is a float, even where JavaScript would call it an integer.
  return Number.isInteger(value) || !Number.isFinite(value) ? new ExactNumber(reprFloat(value)) : value
}

function floatOf(text: string): number {
  const sign = text.startsWith('-') ? -1 : 1
  const size = text.replace(/^[-+]/, '')
  if (size === '.inf') return sign * Infinity
  if (size === '.nan') return NaN
  return sign * size.split(':').reduce((value, part) => value * 60 + Number(part === '.' ? 0 : part), 0)
}

const mergeType = new yaml.Type(tag('merge'), { kind: 'scalar', resolve: (text: string | null) => text === '<<' || text === null })

const text = (name: string): yaml.Type => new yaml.Type(name, { kind: 'scalar', construct: (value: string | null) => value ?? '' })

const collections = [
  text(tag('str')),
  new yaml.Type(tag('seq'), { kind: 'sequence', construct: (items: unknown[] | null) => items ?? [] }),
  new yaml.Type(tag('map'), { kind: 'mapping', construct: (entries: object | null) => entries ?? {} }),
]

const base64 = (name: string): yaml.Type =>
  new yaml.Type(name, {
    kind: 'scalar',
    resolve: (value: string | null) => /^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(value ?? ''),
    construct: (value: string | null) => new Uint8Array(Buffer.from(value ?? '', 'base64')),
  })

// With one exclamation mark it is Ruby's.
const binary = [base64(tag('binary')), base64('!binary'), base64(tag('python/bytes'))]

interface Pickled {
  readonly state?: readonly unknown[]
  readonly args?: readonly unknown[]
}

const python = [
  text(tag('python/unicode')),
  text(tag('python/str')),
  new yaml.Type(tag('python/tuple'), { kind: 'sequence', construct: (items: unknown[] | null) => items ?? [] }),
  new yaml.Type(tag('python/object/new:_io.BytesIO'), { kind: 'mapping', construct: ({ state }: Pickled) => state?.[0] ?? '' }),
  new yaml.Type(tag('python/object/apply:builtins.iter'), { kind: 'mapping', construct: ({ args }: Pickled) => args?.[0] ?? [] }),
  new yaml.Type(tag('python/object/apply:builtins.iter'), { kind: 'sequence', construct: (args: readonly unknown[]) => args[0] ?? [] }),
]
