import { compareKeys } from './key-order.ts'
import { listColumn, nestedColumn, type Layout } from './layout.ts'
import { isSimpleKey, writeScalar } from './scalar.ts'
import { isUnread, isYamlList, isYamlMap, type YamlMap, type YamlValue } from './tree.ts'

export interface EmitOptions {
  readonly layout: Layout
  readonly safe: boolean
}

/** A map's lines, each indented to `column`. Keys stand in the map's own order: a Go struct's. */
export function emitMap(map: YamlMap, column: number, options: EmitOptions): string {
  let text = ''
  for (const [key, value] of map) text += ' '.repeat(column) + emitEntry(key, value, column, options)
  return text
}

/** A map as an item of a list whose dashes stand in `column`. */
export function emitItem(map: YamlMap, column: number, options: EmitOptions): string {
  return `${' '.repeat(column)}- ${emitMap(map, column + 2, options).slice(column + 2)}`
}

/** Puts keys into the order in which go-yaml writes those of a Go map. */
export function sortKeys(entries: Iterable<readonly [string, YamlValue]>): YamlMap {
  return new Map([...entries].sort(([left], [right]) => compareKeys(left, right)))
}

function emitEntry(key: string, value: YamlValue, column: number, options: EmitOptions): string {
  const { layout, safe } = options
  const place = { column: nestedColumn(column, layout), indent: layout.indent, emitter: layout.emitter, safe }
  if (isSimpleKey(key)) return `${writeScalar(key, { ...place, key: true })}:${emitValue(value, column, options)}`
  const margin = ' '.repeat(column)
  return `? ${endLine(writeScalar(key, place))}${margin}:${emitAfterLongKey(value, column, options)}`
}

/** What follows a colon, its white space included, up to the end of its last line. */
function emitValue(value: YamlValue, column: number, options: EmitOptions): string {
  if (isYamlMap(value)) return value.size === 0 ? ' {}\n' : `\n${emitMap(value, nestedColumn(column, options.layout), options)}`
  if (isYamlList(value)) return value.length === 0 ? ' []\n' : `\n${emitList(value, listColumn(column, options.layout), options)}`
  return ` ${emitScalar(value, nestedColumn(column, options.layout), options)}`
}

/** After the colon of a long key a collection starts on the same line, in the column of its later lines; lists are never compact there. */
function emitAfterLongKey(value: YamlValue, column: number, options: EmitOptions): string {
  const inner = nestedColumn(column, options.layout)
  const margin = ' '.repeat(inner - column - 1)
  if (isYamlMap(value) && value.size > 0) return margin + emitMap(value, inner, options).slice(inner)
  if (isYamlList(value) && value.length > 0) return margin + emitList(value, inner, options).slice(inner)
  return emitValue(value, column, options)
}

function emitList(list: readonly YamlValue[], column: number, options: EmitOptions): string {
  return list.map((item) => emitListItem(item, column, options)).join('')
}

function emitListItem(item: YamlValue, column: number, options: EmitOptions): string {
  if (isYamlMap(item) && item.size > 0) return emitItem(item, column, options)
  const margin = `${' '.repeat(column)}- `
  if (isYamlList(item) && item.length > 0) return margin + emitList(item, column + 2, options).slice(column + 2)
  if (isYamlMap(item)) return `${margin}{}\n`
  if (isYamlList(item)) return `${margin}[]\n`
  return margin + emitScalar(item, column + 2, options)
}

function emitScalar(value: Exclude<YamlValue, YamlMap | readonly YamlValue[]>, column: number, options: EmitOptions): string {
  const { layout, safe } = options
  if (isUnread(value)) return emitScalar(value.read(), column, options)
  if (typeof value !== 'string' && !(value instanceof Uint8Array)) return `${String(value)}\n`
  return endLine(writeScalar(value, { column, indent: layout.indent, emitter: layout.emitter, safe }))
}

/** A literal that ends in a break has ended its line; with U+2028, go-yaml puts the next key on what is the same line to everybody else. */
function endLine(scalar: string): string {
  const literal = scalar.startsWith('|') || scalar.startsWith('!!binary |')
  return literal && '\n\u2028\u2029'.includes(scalar.at(-1)!) ? scalar : `${scalar}\n`
}
