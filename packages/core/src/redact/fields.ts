import type { Find } from './find.ts'
import { unescaped, visitStrings } from './json-text.ts'
import { secretName, type NameWhere } from './names.ts'
import type { RedactRules } from './rules.ts'
import { withoutEscapes } from './view.ts'

// The arguments of a tool call are JSON in a string; what they hold may be so again.
const deepestJson = 4

/** The values of secret names in a JSON text, and in JSON that its strings hold. */
export function findJsonFields(text: string, from: number, to: number, rules: RedactRules, depth = 0): Find[] {
  const finds: Find[] = []
  visitStrings(text, from, to, ({ start, end, name, isKey }) => {
    if (isKey || start === end) return
    if (name !== undefined) finds.push(...findNamed(name, text, start, end, rules))
    if (depth < deepestJson && /^(?:\s|\\[nrt])*[[{]/.test(text.slice(start, start + 8)))
      finds.push(...findNested(text, start, end, rules, depth))
  })
  return finds
}

function findNamed(name: string, text: string, start: number, end: number, { fields }: RedactRules): Find[] {
  const value = unescaped(text.slice(start, end))
  const scheme = schemeOf(value)
  const kind = secretName(name, value.slice(scheme.length), 'field', fields)
  return kind === undefined ? [] : [{ kind, start: start + scheme.length, end }]
}

// What says how to read a secret is none: `Bearer sk-…`.
function schemeOf(value: string): string {
  return /^(?:Bearer|Basic|Token|ApiKey|Key) +/i.exec(value)?.[0] ?? ''
}

function findNested(text: string, start: number, end: number, rules: RedactRules, depth: number): Find[] {
  const view = withoutEscapes(text.slice(start, end))
  if (!view) return []
  return findJsonFields(view.text, 0, view.text.length, rules, depth + 1).map((find) => ({
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
