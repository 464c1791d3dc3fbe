/** Help in so many columns: what is too long goes on below the column that it is in. */
export function foldHelp(help: string, columns: number): string {
  return help
    .split('\n')
    .map((line) => fold(line, leadOf(line), columns))
    .join('\n')
}

/** How far its last column is from the left, where two spaces or more end one; in a line of usage what is below its first word. */
function leadOf(line: string): number {
  const [lead = ''] = /^\s*\S.*?\s{2,}(?=\S)|^\s+\S+\s/.exec(line) ?? []
  return lead.length
}

function fold(line: string, lead: number, columns: number): string {
  const end = line.lastIndexOf(' ', columns)
  if (line.length <= columns || end < lead) return line
  const rest = ' '.repeat(lead) + line.slice(end).trimStart()
  return `${line.slice(0, end).trimEnd()}\n${fold(rest, lead, columns)}`
}
