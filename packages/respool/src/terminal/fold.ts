/** Help in so many columns: what is too long goes on below the column that it is in. */
export function foldHelp(help: string, columns: number): string {
  return help
    .split('\n')
    .map((line) => fold(line, columns))
    .join('\n')
}

function fold(line: string, columns: number): string {
  const end = line.lastIndexOf(' ', columns)
  // Where its last column begins, after two spaces or more; for a line of usage, below its first word.
  const [lead] = /^\s*\S.*?\s{2,}(?=\S)|^\s*\S+\s/.exec(line) ?? ['']
  if (line.length <= columns || end < lead.length) return line
  return `${line.slice(0, end).trimEnd()}\n${fold(' '.repeat(lead.length) + line.slice(end).trimStart(), columns)}`
}
