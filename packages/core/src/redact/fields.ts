import type { Find } from './find.ts'
import { unescaped, visitStrings } from './json-text.ts'
import { nameKind, secretName, secretOf, type NameKind, type NameWhere } from './names.ts'
import type { RedactRules } from './rules.ts'
import { withoutEscapes } from './view.ts'

// The arguments of a tool call are JSON in a string; what they hold may be so again.
const deepestJson = 4

/** The values of secret names in the JSON of a text, and in JSON that its strings hold. @param ranges where there is JSON */
export function findJsonFields(text: string, ranges: readonly (readonly [number, number])[], rules: RedactRules): Find[] {
  // The same few names come again and again.
  const names = new Map<string, NameKind | undefined>()
  return ranges.flatMap(([from, to]) => findInJson(text, from, to, nameKindOf, 0))

  function nameKindOf(name: string): NameKind | undefined {
    if (!names.has(name)) names.set(name, nameKind(name, 'field', rules.fields))
    return names.get(name)
  }
}

type NameKindOf = (name: string) => NameKind | undefined

function findInJson(text: string, from: number, to: number, nameKindOf: NameKindOf, depth: number): Find[] {
  const finds: Find[] = []
  visitStrings(text, from, to, (start, end, name, isKey) => {
    if (isKey || start === end) return
    const kind = name === undefined ? undefined : nameKindOf(name)
    if (kind) finds.push(...findNamed(kind, text, start, end))
    if (depth < deepestJson && mayBeJson(text.charCodeAt(start)) && /^(?:\s|\\[nrt])*[[{]/.test(text.slice(start, start + 8)))
      finds.push(...findNested(text, start, end, nameKindOf, depth))
  })
  return finds
}

/** Most strings begin with a letter or a digit. */
function mayBeJson(first: number): boolean {
  return first <= 0x20 || first === 0x5b || first === 0x5c || first >= 0x7b
}

function findNamed(name: NameKind, text: string, start: number, end: number): Find[] {
  const value = unescaped(text.slice(start, end))
  const scheme = schemeOf(value)
  const kind = secretOf(name, value.slice(scheme.length))
  return kind === undefined ? [] : [{ kind, start: start + scheme.length, end }]
}

// What says how to read a secret is none: `Bearer sk-…`.
function schemeOf(value: string): string {
  return /^(?:Bearer|Basic|Token|ApiKey|Key) +/i.exec(value)?.[0] ?? ''
}

function findNested(text: string, start: number, end: number, nameKindOf: NameKindOf, depth: number): Find[] {
  const view = withoutEscapes(text.slice(start, end))
  if (!view) return []
  return findInJson(view.text, 0, view.text.length, nameKindOf, depth + 1).map((find) => ({
    kind: find.kind,
    start: start + view.toSource(find.start),
    end: start + view.toSource(find.end),
  }))
}

/** A named part of a text: a parameter, a form's field, a part of a multipart body. */
export interface Field {
  readonly name: string
  readonly start: number
  readonly end: number
}

/** The fields of `a=1&b=2`, the text before `from` left out. */
export function formFields(text: string, from = 0): Field[] {
  const fields: Field[] = []
  for (let start = from; start < text.length;) {
    const ampersand = text.indexOf('&', start)
    const end = ampersand === -1 ? text.length : ampersand
    const equals = text.indexOf('=', start)
    if (equals !== -1 && equals < end) fields.push({ name: percentDecoded(text.slice(start, equals)), start: equals + 1, end })
    start = end + 1
  }
  return fields
}

/** The parts of a multipart body that hold a value, no file. @see https://www.rfc-editor.org/rfc/rfc7578 */
export function multipartFields(text: string, boundary: string): Field[] {
  const fields: Field[] = []
  const mark = `--${boundary}`
  let start = text.indexOf(mark)
  while (start !== -1) {
    const next = text.indexOf(mark, start + mark.length)
    const part = text.slice(start, next === -1 ? text.length : next)
    const blank = /\r?\n\r?\n/.exec(part)
    const head = part.slice(0, blank?.index ?? 0)
    const name = /;\s*name="([^"]*)"/i.exec(head)?.[1]
    if (blank && name !== undefined && !/;\s*filename\*?=/i.test(head)) {
      const content = part.slice(blank.index + blank[0].length).replace(/\r?\n$/, '')
      const contentStart = start + blank.index + blank[0].length
      fields.push({ name, start: contentStart, end: contentStart + content.length })
    }
    start = next
  }
  return fields
}

/** Those fields whose names say that they are secret. */
export function findNamedFields(text: string, fields: readonly Field[], where: NameWhere, rules: RedactRules): Find[] {
  return fields.flatMap(({ name, start, end }) => {
    const value = percentDecoded(text.slice(start, end))
    const kind = secretName(name, value, where, rules.fields)
    return kind === undefined ? [] : [{ kind, start, end }]
  })
}

function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '))
  } catch {
    return text
  }
}
