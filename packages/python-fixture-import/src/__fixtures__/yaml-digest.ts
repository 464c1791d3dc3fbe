import { createHash } from 'node:crypto'
import { lexemeOf, plainText } from '../json/exact.ts'
import { reprFloat } from '../python/numbers.ts'
import { isMap, type Tree } from '../vcrpy/tree.ts'

/** A SHA-256 of what was read of a file, in the text form of tools/interop/python/read_yaml.py. */
export function digestTree(tree: Tree): string {
  return createHash('sha256')
    .update(JSON.stringify(plain(tree)))
    .digest('hex')
}

function plain(value: Tree): unknown {
  if (typeof value === 'string') return plainString(value)
  if (typeof value === 'number') return Number.isInteger(value) ? { int: String(value) } : { float: reprFloat(value) }
  if (value instanceof Uint8Array) return { bytes: Buffer.from(value).toString('base64') }
  if (Array.isArray(value)) return (value as Tree[]).map(plain)
  if (!isMap(value)) return value
  const pairs = Object.entries(value).map(([key, item]) => [plainText(key), plain(item)] as const)
  return { map: pairs.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)) }
}

function plainString(value: string): unknown {
  const lexeme = lexemeOf(value)
  if (lexeme === undefined) return plainText(value)
  return /^-?\d+$/.test(lexeme) ? { int: lexeme } : { float: /^-?\d/.test(lexeme) ? reprFloat(Number(lexeme)) : lexeme }
}
