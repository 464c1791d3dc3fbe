import wrapAnsi from 'wrap-ansi'

/** Lines of at most so many columns, each indented; words too long for one are broken. Text of no length is no line. */
export function wrap(text: string, { columns, indent = '' }: { readonly columns: number; readonly indent?: string }): string[] {
  if (text === '') return []
  return wrapAnsi(text, columns - indent.length, { hard: true, trim: false })
    .split('\n')
    .map((line) => (indent + line).trimEnd())
}
