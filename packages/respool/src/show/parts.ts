import type { JsonValue } from '@respool/core'
import type { Part } from '../exchange/conversation.ts'
import { jsonText } from '../terminal/json-text.ts'
import { printable } from '../terminal/printable.ts'
import type { Style } from '../terminal/style.ts'
import { wrap } from '../terminal/wrap.ts'

export interface Page {
  readonly columns: number
  readonly style: Style
}

/** What was said, as lines below who said it. */
export function partLines(parts: readonly Part[], page: Page, indent = '  '): string[] {
  return parts.flatMap((part) => linesOf(part, page, indent))
}

function linesOf(part: Part, page: Page, indent: string): string[] {
  const { style } = page
  const lines = (text: string, lead = indent) => wrap(printable(text), { columns: page.columns, indent: lead })
  switch (part.kind) {
    case 'text':
      return lines(part.text)
    case 'reasoning':
      return lines(`(thinks) ${part.text}`).map(style.faint)
    case 'refusal':
      return lines(`(refuses) ${part.text}`).map(style.warning)
    case 'media':
      return lines(`[${part.what}]`).map(style.faint)
    case 'data':
      return lines(jsonText(part.value, page.columns - indent.length))
    case 'call':
      return [
        ...lines(`→ ${part.name}${part.id === undefined ? '' : ` (${part.id})`}`).map(style.good),
        ...lines(argumentsText(part.arguments, page.columns - indent.length - 2), `${indent}  `),
      ]
    case 'result':
      return [...lines(`←${part.of === undefined ? '' : ` ${part.of}`}`).map(style.good), ...partLines(part.parts, page, `${indent}  `)]
  }
}

/** Laid out where they are JSON, which a model need not have written. */
function argumentsText(written: string, columns: number): string {
  try {
    return jsonText(JSON.parse(written) as JsonValue, columns)
  } catch {
    return written
  }
}
