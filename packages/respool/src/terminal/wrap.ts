import wrapAnsi from 'wrap-ansi'

/** Lines of at most so many columns, each indented as its first one is; words too long for one are broken. Text of no length is no line. */
export function wrap(text: string, { columns, indent = '' }: { readonly columns: number; readonly indent?: string }): string[] {
  if (text === '') return []
  return text.split('\n').flatMap((line) => wrapLine(line, columns, indent))
}

const narrowest = 20

function wrapLine(line: string, columns: number, indent: string): string[] {
  const [own = ''] = /^ */.exec(line) ?? []
  // What is indented beyond reason (a table, code) goes on at the left.
  const lead = indent + (columns - indent.length - own.length >= narrowest ? own : '')
  const width = columns - lead.length
  return wrapAnsi(line.slice(lead.length - indent.length).replaceAll('\t', '    '), width, { hard: true, trim: false })
    .split('\n')
    .map((part, index) => (lead + (index === 0 ? part : part.replace(/^ /, ''))).trimEnd())
}
