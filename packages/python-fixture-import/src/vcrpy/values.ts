import { toBody, type Body, type HeaderList, type JsonValue } from '@respool/core'
import { lexemeOf, plainText, stringifyExact } from '../json/exact.ts'
import { isMap, type Tree } from './tree.ts'

/** A scalar as text; undefined for what is none. */
export function scalarText(value: Tree | undefined): string | undefined {
  if (typeof value === 'string') return lexemeOf(value) ?? plainText(value)
  if (value instanceof Uint8Array) return new TextDecoder().decode(value)
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined
}

/** Headers as any recorder wrote them: lists, single values, text, bytes; in a map, or as pairs. */
export function headersOf(value: Tree | undefined): HeaderList | undefined {
  if (value === undefined || value === null) return []
  const entries = isMap(value) ? Object.entries(value) : pairs(value)
  return entries?.flatMap(([name, values]) =>
    (Array.isArray(values) ? (values as Tree[]) : [values]).flatMap((each) => {
      const text = scalarText(each)
      return text === undefined ? [] : [[plainText(name), text] as const]
    }),
  )
}

function pairs(value: Tree): (readonly [string, Tree])[] | undefined {
  if (!Array.isArray(value)) return undefined
  const items = value as Tree[]
  if (!items.every((item) => Array.isArray(item) && item.length === 2)) return undefined
  return (items as [Tree, Tree][]).map(([name, each]) => [scalarText(name) ?? '', each])
}

/** Content as it was sent: text, bytes, the parts of an iterator, or data that stands for its JSON. */
export function contentOf(value: Tree | undefined): Body {
  if (value === undefined || value === null) return ''
  if (value instanceof Uint8Array) return toBody(value)
  if (Array.isArray(value)) return toBody(Buffer.concat((value as Tree[]).map((part) => Buffer.from(contentOf(part)))))
  return isMap(value) ? stringifyExact(value as JsonValue) : (scalarText(value) ?? '')
}
