import { headerValue, type HeaderList } from '../model/headers.ts'
import { findJsonFields, findNamedFields, formFields, multipartFields, type Field } from './fields.ts'
import { mergeFinds, type Find } from './find.ts'
import { visitStrings } from './json-text.ts'
import type { RedactRules } from './rules.ts'
import { findAll } from './text.ts'

/** A find, and where in its body it is: a JSON Pointer, or a field's name. */
export interface PlacedFind extends Find {
  readonly inside?: string
}

/** The secrets in a body, by what they look like and by what they are called; in order, none overlapping another. */
export function findInBody(text: string, headers: HeaderList, rules: RedactRules): PlacedFind[] {
  const type = headerValue(headers, 'content-type') ?? ''
  const fields = fieldsOf(text, type)
  const json = fields
    ? fields.filter(({ start }) => /[[{]/.test(text[start] ?? '')).map(({ start, end }) => [start, end] as const)
    : jsonRanges(text)
  const finds = mergeFinds(text, [
    ...findAll(text, rules),
    ...findNamedFields(text, fields ?? [], 'field', rules),
    ...findJsonFields(text, json, rules),
  ])
  if (finds.length === 0) return finds
  return fields ? inFields(finds, fields) : inJson(text, finds, json)
}

function fieldsOf(text: string, type: string): Field[] | undefined {
  if (/^application\/x-www-form-urlencoded/i.test(type)) return formFields(text)
  const boundary = /^multipart\/.*?;\s*boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type)
  return boundary ? multipartFields(text, boundary[1] ?? boundary[2]!) : undefined
}

/** Where there is JSON: the whole text, or the data of each event of a stream. */
function jsonRanges(text: string): (readonly [number, number])[] {
  if (/^[\s\uFEFF]*[[{"]/.test(text)) return [[0, text.length]]
  if (!/^(?:data|event|id|retry)?:/m.test(text)) return []
  const ranges: [number, number][] = []
  // Lines of data that follow each other are one text; what stands between them is no string, so it does no harm.
  for (const { 0: line, index } of text.matchAll(/^data:.*(?:\r\n|\n|\r)?/gm)) {
    const last = ranges.at(-1)
    if (last && last[1] === index) last[1] = index + line.length
    else ranges.push([index, index + line.length])
  }
  return ranges
}

function inFields(finds: readonly Find[], fields: readonly Field[]): PlacedFind[] {
  // Both in the order of the text, so that neither is gone through twice.
  let next = 0
  return finds.map((find) => {
    while (next < fields.length && fields[next]!.end <= find.start) next++
    const field = fields[next]
    return field && field.start <= find.start ? { ...find, inside: field.name } : find
  })
}

function inJson(text: string, finds: readonly Find[], ranges: readonly (readonly [number, number])[]): PlacedFind[] {
  const pointers = new Map<Find, string>()
  // Both in the order of the text, so that neither is gone through twice.
  let next = 0
  for (const [from, to] of ranges) {
    visitStrings(text, from, to, (start, end, _name, _isKey, pointer) => {
      while (next < finds.length && finds[next]!.start < start) next++
      for (; next < finds.length && finds[next]!.start < end; next++) pointers.set(finds[next]!, pointer())
    })
  }
  return finds.map((find) => {
    const inside = pointers.get(find)
    return inside ? { ...find, inside } : find
  })
}
